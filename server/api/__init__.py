"""The desk over HTTP and websocket: one table of routes, typed validation, typed errors. Rules and tables are elsewhere."""
