"""The clients of clients/ without a system: what they do on bad days."""
