"""Clearing away of what payments kept only for a while."""
