"""What one euro was on a day."""
