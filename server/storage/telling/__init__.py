"""What consoles are told of committed events, at once or when they ask again (D17). Changes nothing."""
