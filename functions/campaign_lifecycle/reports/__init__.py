"""What a campaign brought: snapshots and the report."""
