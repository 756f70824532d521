"""Campaigns as their creators see them."""
