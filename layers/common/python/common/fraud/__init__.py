"""What fraud rules are told, for referrals now and for activations later; what they find is written down by SQL."""
