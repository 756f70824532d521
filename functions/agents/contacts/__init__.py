"""People whom agents know: theirs alone to see, for a time."""
