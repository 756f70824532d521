"""Answers of the search for creators that saves nothing."""

from uuid import UUID

from common.models.creators import MatchScore
from common.models.gigs import ApplicationStatus
from matching.gig_matches.models import MeetsGig
from matching.matches.models import CreatorFacts


class MatchedInfluencer(MatchScore, CreatorFacts):
    """A creator with the score for a gig or a campaign, its parts, and what a brand sees of them."""

    creator_user_id: UUID
    rank: int
    """The place in the search, from 1."""
    meets: MeetsGig | None
    """What the creator lacks of what the gig asks for; null: a campaign was named."""
    application_id: UUID | None
    """The creator's last application to the gig; null: none."""
    application_status: ApplicationStatus | None
    """What became of the last application; null: there is none."""
    deal_id: UUID | None
    """The creator's last deal of the gig; null: none."""
