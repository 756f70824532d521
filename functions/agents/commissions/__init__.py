"""What agents earned."""
