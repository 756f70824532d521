"""The OAuth round trip."""
