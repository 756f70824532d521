"""How much of which class of work there may be."""
