"""What the system has given up, and another try."""
