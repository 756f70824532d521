"""Whether what is kept of fans is kept as short as it is said to be."""
