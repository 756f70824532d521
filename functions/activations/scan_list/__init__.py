"""Scans, as the brand reads them."""
