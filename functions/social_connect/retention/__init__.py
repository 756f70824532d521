"""What may not, or need not, be kept."""
