"""Deals: offers, and what becomes of them."""
