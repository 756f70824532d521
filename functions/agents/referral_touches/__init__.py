"""Who followed a link of an agent."""
