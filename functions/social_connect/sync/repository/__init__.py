"""Statements of the synchronisation: its jobs, what it stores, what it clears away."""
