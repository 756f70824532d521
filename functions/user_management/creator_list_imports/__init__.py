"""Lists that come as a CSV file."""
