"""Makes stores of any size for measurements, written by us word by word; no part of the product."""
