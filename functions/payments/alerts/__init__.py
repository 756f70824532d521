"""What Stripe warns us of: deadlines of disputes, early fraud warnings."""
