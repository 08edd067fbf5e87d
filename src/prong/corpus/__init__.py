"""What many cases show together: agreement of codings, claims of sources, the matrix of verdicts."""
