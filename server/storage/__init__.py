"""The desk in SQLite: one writer, many short readers. The only folder that knows the database; asked in the desk's words.

The floor is `db` (connections), `migrate` (schema), `blobs` (raw bytes), `deadline` (no question holds the desk), `failures` (what a failed
transaction means) and `viewer` (who reads). On it stand the rooms, each of which knows only those above it here, `writing` not even `lists`:

- `tables`: things as single rows, the log among them
- `words`, `counts`, `telling`: the word index, the numbers of the queues, what consoles are told
- `lists`: any query in any order, a page at a time
- `pages`: thread, customer, change log
- `writing`: requests in groups, decided by the core, committed, then told; only the service comes in
- `upkeep`: checked, copied, made again
"""
