"""The ways in and out of the desk, one folder each; they do not know each other."""
