"""Held funds: each step of a milestone."""
