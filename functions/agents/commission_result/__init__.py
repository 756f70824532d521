"""What the platform keeps of its fees."""
