"""The identity provider's own accounts, which follow ours."""
