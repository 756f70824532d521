"""Deliveries as administrators see them."""
