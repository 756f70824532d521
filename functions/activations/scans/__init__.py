"""Scans, as the brand sees them."""
