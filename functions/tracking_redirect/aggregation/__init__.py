"""The nightly chores of tracking."""
