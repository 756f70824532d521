"""What a campaign brought, per participant."""
