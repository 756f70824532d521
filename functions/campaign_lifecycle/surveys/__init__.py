"""Surveys of a campaign and their answers."""
