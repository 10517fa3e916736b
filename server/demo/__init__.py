"""A desk to try: believable conversations, and simulated people who keep it alive through the real API."""
