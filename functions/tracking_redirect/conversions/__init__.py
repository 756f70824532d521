"""What shops report of visitors that we sent."""
