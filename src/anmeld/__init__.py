"""One record of harassment of a public employee in, every document it calls for out."""
