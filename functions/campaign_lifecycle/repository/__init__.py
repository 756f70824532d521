"""Statements of the capability, by resource: one function, one statement, typed rows."""
