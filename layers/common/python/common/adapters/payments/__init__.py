"""Payments: Stripe, or a stub."""
