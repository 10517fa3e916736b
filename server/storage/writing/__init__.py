"""The one way into the database: requests in groups, decided by the core, written, and told after the commit (D4); only the service comes in."""
