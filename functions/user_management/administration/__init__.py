"""What administrators see and start: jobs, audit, integrations."""
