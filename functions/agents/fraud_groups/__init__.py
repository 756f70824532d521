"""What rules found about agents, referrals and deals, and what is decided about it."""
