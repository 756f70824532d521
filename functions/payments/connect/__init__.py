"""Accounts at Stripe where creators are paid."""
