"""What waits for an administrator, and for how long."""
