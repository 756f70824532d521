"""Agents who owe us what was paid and is taken back."""
