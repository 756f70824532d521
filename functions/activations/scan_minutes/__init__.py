"""Scans by the minute, counted by a job, for a screen that watches."""
