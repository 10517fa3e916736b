"""What commands do: one module per area, one async handler per id of the command table. Handlers paint nothing themselves."""
