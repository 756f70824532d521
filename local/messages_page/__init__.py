"""`/docs/messages` of a laptop: a conversation of the two demo accounts, live, in two panes."""
