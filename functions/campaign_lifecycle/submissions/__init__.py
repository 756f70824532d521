"""What is handed in for deliverables, and reviews of it."""
