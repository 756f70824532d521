"""Use cases of the search for gigs."""

from typing import cast
from uuid import UUID

from common.database import Transaction
from common.gigs import find_gigs
from common.models.base import Page
from common.models.gigs import Gig
from common.pagination import decode_cursor, encode_cursor, page
from matching.gig_matches import repository
from matching.gig_matches.models import GigScore, MatchedGig

MOST_POINTS = 10_000


def list_gig_matches(tx: Transaction, *, cursor: str | None, limit: int) -> Page[MatchedGig]:
    """Open gigs for the actor: those that they are eligible for first, each by score, then the newest.

    A page leaves out what was closed while it was read; what comes behind it is on the next one. Raises `Forbidden` for
    who is no creator, `CursorInvalid`.
    """
    after = cast("repository.GigKey | None", decode_cursor(cursor, _fits, _points, UUID))
    found = repository.match_gigs(tx, after=after, limit=limit + 1)
    scores = {score.gig_id: score for score in found[:limit]}
    rows = [_matched(gig, scores[gig.id]) for gig in find_gigs(tx, [*scores])]
    shown = page(rows, limit, lambda match: _key(scores[match.gig.id]))
    more = encode_cursor(*_key(found[limit - 1])) if len(found) > limit else None
    return Page(data=shown.data, next_cursor=shown.next_cursor or more)


def _matched(gig: Gig, score: GigScore) -> MatchedGig:
    return MatchedGig(gig=gig, **score.model_dump(exclude={"gig_id", "fits", "points"}))


def _key(score: GigScore) -> tuple[object, ...]:
    return score.fits, score.points, score.gig_id


def _fits(part: object) -> bool:
    """Of a cursor. Raises `ValueError`."""
    if not isinstance(part, bool):
        raise ValueError  # noqa: TRY004 - a cursor that is none
    return part


def _points(part: object) -> int:
    """Of a cursor, in hundredths. Raises `ValueError`."""
    if isinstance(part, bool) or not isinstance(part, int) or not 0 <= part <= MOST_POINTS:
        raise ValueError
    return part
