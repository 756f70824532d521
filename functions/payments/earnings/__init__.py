"""What creators are owed."""
