"""Use cases of the search: find the best creators for a campaign, list what was found."""

from decimal import Decimal
from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden, NotFound
from common.models.base import Page
from common.pagination import decode_cursor, page
from matching.matches import repository
from matching.matches.models import FindMatches, MatchedCreator, Matches


def find_matches(tx: Transaction, wish: FindMatches) -> Matches:
    """The best creators for a campaign, saved. Raises `NotFound`, `Forbidden`, `CampaignNotRunning`."""
    require_side_of_brands(tx)
    found = repository.match_creators(tx, wish.campaign_id, wish.limit)
    return Matches(campaign_id=wish.campaign_id, matches=found)


def list_matches(
    tx: Transaction, campaign_id: UUID, *, cursor: str | None, limit: int
) -> Page[MatchedCreator]:
    """What the last search for a campaign found, without creators who were barred since.

    Raises `NotFound`, `Forbidden`, `CursorInvalid`.
    """
    require_side_of_brands(tx)
    if not repository.has_campaign(tx, campaign_id):
        raise NotFound
    key = decode_cursor(cursor, read_score, UUID)
    rows = repository.list_matches(tx, campaign_id, after=key, limit=limit + 1)  # type: ignore[arg-type]
    return page(rows, limit, lambda match: (match.score, match.creator_user_id))


def require_side_of_brands(tx: Transaction) -> None:
    """Creators do not see how they are judged. Raises `Forbidden` for who has no brand, whatever the campaign."""
    if tx.actor.kind != "service" and not tx.is_admin and not tx.context["brand_ids"]:
        raise Forbidden


def read_score(text: str) -> Decimal:
    """A score as it is stored: 0 to 100, with two digits behind the point. Raises `ValueError`, `ArithmeticError`.

    `Decimal` also reads NaN and Infinity, by which a list would begin anew, and what overflows the database's numbers.
    """
    score = Decimal(text)
    if not 0 <= score <= 100 or score != score.quantize(Decimal("0.01")):
        raise ValueError
    return score
