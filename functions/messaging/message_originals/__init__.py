"""Texts that are shown no more, and what may not go."""
