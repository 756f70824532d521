"""Tracking links: redirects that record, conversions, aggregates, reports."""
