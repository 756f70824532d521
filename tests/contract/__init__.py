"""Our adapters against servers that we did not write."""
