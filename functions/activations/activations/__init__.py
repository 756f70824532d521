"""Activations of campaigns: planned, launched, paused, completed."""
