"""Prong maps the facts of a case to the elements of international law and writes the memo."""

__version__ = "0.1.0"
