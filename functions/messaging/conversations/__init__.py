"""Conversations of brands."""
