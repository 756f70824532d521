"""Sign-up, sign-in, and codes."""
