"""Styles of citation: one module for each family, and what they have in common."""
