"""What the API says about itself: its description, a reference made from it, and guides (decision 74)."""
