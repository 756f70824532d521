"""Who belongs to a brand, and as what."""
