"""What came of an agent's links and people, day by day."""
