"""Files of other systems, read into what the desk takes in; knows neither the desk nor its tables."""
