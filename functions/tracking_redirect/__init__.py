"""Tracking links: redirects that record, conversions, aggregates, reports."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
