"""Agents beside each other, as they were last night."""
