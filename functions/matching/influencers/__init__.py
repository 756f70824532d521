"""Creators who fit a gig or a campaign."""
