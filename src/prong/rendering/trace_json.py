"""A trace as the bytes of its published JSON, compact; what nodes share is written once.

The bytes are those that pydantic writes for a trace, and a test holds them equal.
"""

from __future__ import annotations

from dataclasses import fields

from pydantic_core import to_json

from prong.model.trace import Node, Trace

HEAD = tuple(field.name for field in fields(Node))[:-2]
BEFORE = tuple(field.name for field in fields(Trace))[:-2]


def trace_json(trace: Trace) -> bytes:
    """One object, as `prong schema trace` describes it."""
    before = to_json({name: getattr(trace, name) for name in BEFORE})
    return b'%b,"root":%b,"receipt":%b}' % (before[:-1], _node(trace.root), to_json(trace.receipt))


def _node(node: Node) -> bytes:
    whole = getattr(node, "whole", None)
    if whole:
        return whole
    head = getattr(node, "head", None)
    written = head[0] if head else to_json({name: getattr(node, name) for name in HEAD})[:-1]
    if head == []:
        head.append(written)
    findings = to_json(node.findings) if node.findings else b"[]"
    children = b",".join([_node(child) for child in node.children])
    text = b'%b,"findings":%b,"children":[%b]}' % (written, findings, children)
    if whole is not None:
        object.__setattr__(node, "whole", text)
    return text
