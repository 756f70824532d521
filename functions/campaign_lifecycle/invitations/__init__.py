"""Invitations, offers about them, and who takes part."""
