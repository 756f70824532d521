"""Each adapter against a server in the shape of its platform, on this machine."""
