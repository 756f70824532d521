"""Campaigns, deliverables, invitations, participants, submissions, reviews, budgets, transitions."""
