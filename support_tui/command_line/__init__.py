"""The verbs on the command line: one process that asks, prints and ends. Imports neither textual nor rich nor httpx: a
shell script waits for every start."""
