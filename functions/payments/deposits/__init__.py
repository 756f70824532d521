"""Money of brands on its way to us."""
