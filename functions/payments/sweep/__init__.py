"""Finishes what a lost answer or a dead worker left open."""
