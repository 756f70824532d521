"""Statements of the search for gigs."""

from uuid import UUID

from common.database import Transaction
from matching.gig_matches.models import GigScore

GigKey = tuple[bool, int, UUID]


def match_gigs(tx: Transaction, *, after: GigKey | None, limit: int) -> list[GigScore]:
    """Open gigs for the actor, the best first. Raises `Forbidden` for who is no creator."""
    fits, points, gig_id = after or (None, None, None)
    return tx.fetch_all(
        GigScore,
        "select gig_id, fits, points, score, followers_score, engagement_score, category_score, location_score, reason,"
        " jsonb_build_object('missing', missing) as meets"
        " from app.match_gigs(%(fits)s, %(points)s, %(gig_id)s, %(limit)s)",
        {"fits": fits, "points": points, "gig_id": gig_id, "limit": limit},
    )
