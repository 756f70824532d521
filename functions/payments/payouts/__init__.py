"""Money to creators: earnings, payouts."""
