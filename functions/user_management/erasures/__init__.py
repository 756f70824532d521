"""To be forgotten."""
