"""The word index: what stands in it, and how it is asked (D14, D18). Knows no lists."""
