"""Who issues badges, and by which keys."""
