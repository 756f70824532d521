"""What happened is told to open connections: hints, within seconds or never."""
