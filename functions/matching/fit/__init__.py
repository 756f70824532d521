"""What fits a brand."""
