"""Ending mail through a signed link."""
