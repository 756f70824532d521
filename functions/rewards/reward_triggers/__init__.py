"""What programs count, and what they grant for it: drafts, versions, going live."""
