"""Which creators fit a campaign: scores, their parts, and a sentence why."""
