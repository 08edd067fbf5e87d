"""Readers of what a corpus is made from, one kind of file each; all give the same chunks of rows."""
