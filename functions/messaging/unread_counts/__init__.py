"""Whether what is counted as unread is what is unread."""
