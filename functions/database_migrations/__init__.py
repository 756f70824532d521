"""Brings a database to the schema of this release: roles first, then the migrations."""
