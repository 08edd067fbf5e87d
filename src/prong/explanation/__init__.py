"""Why a verdict stands and what would change it, computed on the one program and never guessed."""
