"""Tiers of agents: what they ask for, and who has reached them."""
