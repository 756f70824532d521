"""Invites of agents, which travel with account mail and are none: what withholds them, their mail, their fate."""
