"""Codes that agents give to people."""
