"""Programs that measure or prove what the desk promises; each prints its figures and is run by hand or by CI."""
