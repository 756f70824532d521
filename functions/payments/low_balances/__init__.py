"""When a brand is told that its wallet runs low."""
