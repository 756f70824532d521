"""Use cases of the search for creators that saves nothing."""

from decimal import Decimal
from itertools import pairwise
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

    A page begins behind the last creator of the one before; where they are found no more, with who followed them, or
    with those of their score. Raises `GigOrCampaign`, `Forbidden` for who has no brand, `NotFound`, `CursorInvalid`.
    """
    if (gig_id is None) == (campaign_id is None):
        raise GigOrCampaign
    require_side_of_brands(tx)
    after = cast("tuple[Decimal, UUID, UUID] | None", decode_cursor(cursor, read_score, UUID, UUID))
    found = repository.match_influencers(tx, gig_id=gig_id, campaign_id=campaign_id)
    ids = [one.creator_user_id for one in found]
    following = dict(pairwise(ids))
    if after:
        score, last, follower = after
        if last in ids:
            found = found[ids.index(last) + 1 :]
        elif follower in ids:
            found = found[ids.index(follower) :]
        else:
            found = [one for one in found if one.score <= score]
    return page(
        found[: limit + 1],
        limit,
        lambda match: (match.score, match.creator_user_id, following[match.creator_user_id]),
    )
