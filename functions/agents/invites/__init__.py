"""Invites that agents send to their contacts, by mail or as a text to share."""
