"""Campaigns and their way from draft to completed."""
