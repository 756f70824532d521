"""Figures of the platform by day, and money that lies for long: for administrators."""
