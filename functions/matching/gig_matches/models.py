"""Answers of the search for gigs."""

from enum import StrEnum
from uuid import UUID

from common.models.base import Output
from common.models.creators import MatchScore
from common.models.gigs import Gig


class GigGap(StrEnum):
    """What a creator may lack of what a gig asks for; what nobody knows of them is lacking."""

    FOLLOWERS = "followers"
    PLATFORM = "platform"
    COUNTRY = "country"
    LANGUAGE = "language"


class MeetsGig(Output):
    """Whether a creator has what a gig asks for: a slot is claimed by who lacks nothing."""

    missing: list[GigGap]
    """What they lack; empty: they are eligible."""


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
