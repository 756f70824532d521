"""What people find wrong with messages."""
