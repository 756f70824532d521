"""Statements of the capability: one function, one statement, typed rows."""
