"""Who is writing just now."""
