"""Who talks with whom, about what, and how far they have read."""
