"""Use cases of the search for creators that saves nothing."""

from decimal import Decimal
from typing import cast
from uuid import UUID

from common.database import Transaction
from common.models.base import Page
from common.pagination import decode_cursor, page
from matching.errors import GigOrCampaign
from matching.influencers import repository
from matching.influencers.models import MatchedInfluencer
from matching.matches.service import read_score, require_side_of_brands


def list_influencer_matches(
    tx: Transaction, *, gig_id: UUID | None, campaign_id: UUID | None, cursor: str | None, limit: int
) -> Page[MatchedInfluencer]:
    """The best hundred for a gig or a campaign, as they are now.

    A page begins behind its last creator, or, where nobody finds them any more, behind their score. Raises
    `GigOrCampaign`, `Forbidden` for who has no brand, `NotFound`, `CursorInvalid`.
    """
    if (gig_id is None) == (campaign_id is None):
        raise GigOrCampaign
    require_side_of_brands(tx)
    after = cast("tuple[Decimal, UUID] | None", decode_cursor(cursor, read_score, UUID))
    found = repository.match_influencers(tx, gig_id=gig_id, campaign_id=campaign_id)
    if after:
        score, last = after
        seen = [one.rank for one in found if one.creator_user_id == last]
        passed = seen or [one.rank for one in found if one.score >= score]
        found = found[max(passed, default=0) :]
    return page(found[: limit + 1], limit, lambda match: (match.score, match.creator_user_id))
