"""What is opened from a list: a thread, a customer, the change log; reads only what the page shows."""
