"""Ending mail through a signed link, and the addresses that get none."""
