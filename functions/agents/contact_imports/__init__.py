"""Imports: what agents declared of a file of contacts, and what came of it."""
