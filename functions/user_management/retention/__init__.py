"""Clearing of tables that all capabilities share."""
