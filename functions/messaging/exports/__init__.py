"""Conversations as files, for disputes."""
