"""Frozen values made fast.

A frozen dataclass sets each of its fields through a call, which is most of the cost of a trace. Here the
fields are set on an object of an open class with the same slots, which then becomes one of the frozen
class. Nothing else can see it before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TypeVar

T = TypeVar("T")


def maker_of(frozen: type[T], *more: str) -> Callable[..., T]:
    """A function that takes the fields of a frozen, slotted dataclass in their order, and then `more` slots
    of its base."""
    names = [field.name for field in fields(frozen)]
    namespace = {"Open": type("Open", frozen.__bases__, {"__slots__": tuple(names)}), "Frozen": frozen}
    lines = [f"made.{name} = {name}" for name in (*names, *more)]
    body = "\n    ".join(["made = Open()", *lines, "made.__class__ = Frozen", "return made"])
    exec(f"def make({', '.join([*names, *more])}):\n    {body}", namespace)
    return namespace["make"]
