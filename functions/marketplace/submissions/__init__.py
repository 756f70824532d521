"""Work that is handed in for held funds, and its review."""
