"""What guards have refused."""
