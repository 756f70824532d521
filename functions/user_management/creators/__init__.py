"""Creators: what they say of themselves."""
