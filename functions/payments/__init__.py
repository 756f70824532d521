"""Wallets, ledger operations, Stripe, webhooks, earnings, payouts."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
