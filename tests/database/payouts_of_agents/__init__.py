"""Runs of payouts that agents are in."""
