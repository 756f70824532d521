"""What Stripe tells us: received first, believed after asking again."""
