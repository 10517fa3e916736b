"""What the server does by itself: send what is due, wake what was snoozed, prune, copy. Everything it changes, it asks for by command."""
