"""Invitations to a campaign, and the answers to them."""
