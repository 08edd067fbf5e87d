"""The one evaluator: a norm compiled once, run over any Boolean algebra, and its lanes read as a trace."""
