"""The marketplace through its handlers."""
