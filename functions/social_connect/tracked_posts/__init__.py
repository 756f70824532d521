"""Posts of approved submissions, followed on their platform."""
