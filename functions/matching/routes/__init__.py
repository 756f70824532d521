"""Doors of the capability."""
