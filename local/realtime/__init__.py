"""AWS AppSync Events on one machine: its wire, limits and refusals; the subscribe handler is ours (decision 112)."""
