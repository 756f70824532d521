"""Conversations of which nothing may go."""
