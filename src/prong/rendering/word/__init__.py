"""Documents for word processors: the body from a document's constructs, and the package around it."""
