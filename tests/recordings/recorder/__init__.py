"""Records sessions of a real git. See ../README.md."""
