"""Mails: what is told as HTML and as plain text."""
