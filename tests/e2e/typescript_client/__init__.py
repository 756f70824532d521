"""Programs of the TypeScript client, and where they are compiled."""
