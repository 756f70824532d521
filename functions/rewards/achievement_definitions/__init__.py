"""What can be achieved, as administrators keep it."""
