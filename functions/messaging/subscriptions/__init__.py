"""Who may listen to a channel."""
