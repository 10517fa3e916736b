"""What is seen: panes and bars that read the store by `store.select` and post messages; they never touch the network."""
