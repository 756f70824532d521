"""Searches of the directory that a brand keeps."""
