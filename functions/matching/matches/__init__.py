"""The best creators for a campaign."""
