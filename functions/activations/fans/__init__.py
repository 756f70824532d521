"""Fans: people who scanned, and have no account; what they may ask for is theirs alone, at one brand at a time."""
