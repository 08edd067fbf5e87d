"""The typed, frozen values that every other layer reads: norms, vocabulary, instruments, cases, the trace."""
