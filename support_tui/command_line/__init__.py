"""The verbs on the command line: one process that asks, prints and ends. Imports neither textual nor rich nor httpx (D9 of speed: a
shell script waits for every start)."""
