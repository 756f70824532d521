"""Links of invites: where they lead, and the way out."""
