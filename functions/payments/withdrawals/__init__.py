"""Unspent money of brands on its way back to where it came from."""
