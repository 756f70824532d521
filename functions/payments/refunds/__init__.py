"""What Stripe says became of money on its way back to a payer."""
