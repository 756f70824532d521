"""Sheets of codes: all codes of an activation, to be printed, as a file that a worker writes."""
