"""Conversations through the doors that people and timers use."""
