"""The common layer: the data model, the adapters, and the small boring runtime."""
