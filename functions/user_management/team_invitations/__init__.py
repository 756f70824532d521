"""Invitations into a brand, by e-mail."""
