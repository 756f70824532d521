"""Our balance at Stripe: its movements and fees in the ledger, and held beside it every day."""
