"""Statements of tracking: one function, one statement, typed rows."""
