"""Badges of people: their public pages, credentials and pictures."""
