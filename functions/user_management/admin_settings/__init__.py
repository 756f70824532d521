"""What administrators tune."""
