"""Wallets and their statements."""
