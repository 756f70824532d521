"""Offers about an invitation."""
