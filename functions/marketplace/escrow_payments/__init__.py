"""Held funds under `/payments/escrow`: doors of another name to the same steps."""
