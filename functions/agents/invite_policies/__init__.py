"""Where invites may be sent, as administrators keep it."""
