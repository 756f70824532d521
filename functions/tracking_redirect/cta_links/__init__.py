"""Labelled links of a campaign itself."""
