"""How many conversations stand in each queue: kept with every change, never counted when somebody reads (D13)."""
