"""Runs of the scheduled jobs."""
