"""What people were granted."""
