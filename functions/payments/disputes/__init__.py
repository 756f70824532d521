"""Deposits that a payer's bank takes back."""
