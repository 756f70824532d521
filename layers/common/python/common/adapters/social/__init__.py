"""The five platforms, or a stub."""
