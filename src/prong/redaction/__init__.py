"""Redaction: what a document for others holds of a record, and a check that it holds no more."""
