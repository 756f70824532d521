"""Reports: clicks, conversions, and what they cost."""
