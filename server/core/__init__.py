"""The desk's rules, pure: what a command does to what is known. Knows no database, clock, socket, thread or log."""
