"""Creators as brands look for them."""
