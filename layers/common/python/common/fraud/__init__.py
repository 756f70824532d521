"""What fraud rules are told, for referrals and for scans of activations; what they find is written down by SQL."""
