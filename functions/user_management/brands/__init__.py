"""Brands: what they are called, and who manages them."""
