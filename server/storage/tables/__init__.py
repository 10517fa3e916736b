"""The desk's things as single rows: read into structs, and written where nothing is decided. Knows no list, no search and no queue."""
