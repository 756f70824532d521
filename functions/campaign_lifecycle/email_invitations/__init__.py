"""Invitations to a campaign of somebody whose address is all that the brand knows."""
