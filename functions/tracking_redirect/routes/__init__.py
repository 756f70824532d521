"""The doors of the capability: a route parses, calls one use case, returns its model."""
