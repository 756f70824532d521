"""A campaign's figures over time."""
