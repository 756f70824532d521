"""Tokens stay fresh: one refresh of an account at a time, and its answer is never lost silently."""
