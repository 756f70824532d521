"""Answers of the search for gigs."""

from uuid import UUID

from common.models.creators import MatchScore
from common.models.gigs import Gig, MeetsGig


class GigScore(MatchScore):
    """A gig's place in the search: eligible ones first (`fits`), by points (hundredths), then the newest."""

    gig_id: UUID
    fits: bool
    points: int
    meets: MeetsGig


class MatchedGig(MatchScore):
    """An open gig with the score of the creator who looks, its parts, and what they lack for it."""

    gig: Gig
    meets: MeetsGig
