"""Who has taken how much lately."""
