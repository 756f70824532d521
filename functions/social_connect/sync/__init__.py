"""What platforms tell about accounts: followers, posts, audience, and the history of it."""
