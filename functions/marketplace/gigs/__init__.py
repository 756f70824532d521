"""Gigs: drafts, search, opening, claiming, closing."""
