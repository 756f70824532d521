"""Accounts: oneself, and what administrators do to others."""
