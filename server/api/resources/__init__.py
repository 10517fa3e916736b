"""The handlers of the routes, one module a resource; each gets a checked call and answers with data or a refusal."""
