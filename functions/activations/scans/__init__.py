"""Scans on their way from the door into the database, at once or by the queue."""
