"""Apps that open our links, as their makers' systems ask for them."""
