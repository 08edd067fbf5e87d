"""A trace as the bytes of its published JSON, compact; what nodes share is written once.

The bytes are those that pydantic writes for a trace, and a test holds them equal.
"""

from __future__ import annotations

import functools
from dataclasses import fields

from pydantic_core import to_json

from prong.model.trace import Node, Receipt, Trace

HEAD = tuple(field.name for field in fields(Node))[:-2]
BEFORE = tuple(field.name for field in fields(Trace))[:-2]


def trace_json(trace: Trace) -> bytes:
    """One object, as `prong schema trace` describes it."""
    parts = [to_json({name: getattr(trace, name) for name in BEFORE})[:-1], b',"root":']
    _write(trace.root, parts)
    parts += (b',"receipt":', _receipt(trace.receipt), b"}")
    return b"".join(parts)


@functools.lru_cache(maxsize=64)
def _receipt(receipt: Receipt) -> bytes:
    return to_json(receipt)


def _write(node: Node, parts: list[bytes]) -> None:
    """Add the pieces of a node, so that all of them are joined only once."""
    whole = getattr(node, "whole", None)
    if whole:
        parts.append(whole)
        return
    own = parts if whole is None else []
    head = getattr(node, "head", None)
    if not head:
        written = to_json({name: getattr(node, name) for name in HEAD})[:-1]
        head = [written] if head is None else head
        if not head:
            head.append(written)
    own += (head[0], b',"findings":', to_json(node.findings) if node.findings else b"[]", b',"children":[')
    for place, child in enumerate(node.children):
        if place:
            own.append(b",")
        _write(child, own)
    own.append(b"]}")
    if whole is not None:
        text = b"".join(own)
        object.__setattr__(node, "whole", text)
        parts.append(text)
