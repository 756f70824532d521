"""Campaigns, deliverables, invitations, participants, submissions, reviews, budgets, transitions."""

import common  # noqa: F401 - before all else: it loads Powertools on demand
