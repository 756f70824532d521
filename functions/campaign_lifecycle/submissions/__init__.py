"""Deliverables, what is handed in for them, and reviews."""
