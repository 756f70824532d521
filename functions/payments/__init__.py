"""Wallets, ledger operations, Stripe, webhooks, earnings, payouts."""
