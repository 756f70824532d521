"""Messages that a rule has kept back."""
