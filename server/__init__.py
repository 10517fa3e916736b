"""The server of support-tui; installed under the name `support_server` (see docs/adr/0002)."""
