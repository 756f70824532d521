"""What reward triggers can be about."""
