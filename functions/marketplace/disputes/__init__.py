"""Disputes of held funds: what both sides want, what they say, and how it ends."""
