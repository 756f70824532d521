"""Clicks that CloudFront answered by itself, from its log."""
