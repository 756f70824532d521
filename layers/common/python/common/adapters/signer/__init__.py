"""Who signs for us what others can verify without asking us."""
