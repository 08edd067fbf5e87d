"""The commands. Each module holds one command and loads only what it needs."""
