"""What the hour does to campaigns."""
