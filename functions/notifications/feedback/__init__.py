"""What the provider tells of mail that it has taken."""
