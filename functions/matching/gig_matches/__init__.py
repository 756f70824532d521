"""Open gigs that fit a creator."""
