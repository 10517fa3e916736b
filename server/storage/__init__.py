"""The desk in SQLite: one writer, many short readers. The only folder that knows the database; asked in the desk's words."""
