"""The lines to the server: HTTP for questions and commands, a websocket for what happens. httpx and websockets are imported on first use."""
