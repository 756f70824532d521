"""Gigs and slots, applications, deals, held funds."""
