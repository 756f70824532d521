"""Commands of a release and of whoever runs it; each is a target of the Makefile (docs/operations.md)."""
