"""Followers, posts and audience, and the history of them."""
