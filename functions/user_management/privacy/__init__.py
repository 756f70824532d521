"""A copy of everything, and to be forgotten."""
