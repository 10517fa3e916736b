"""The word index: what stands in it, how it is asked, and where in a text its words stand (D14, D18). Knows no lists."""
