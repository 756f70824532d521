"""Statements of the search for creators that saves nothing."""

from uuid import UUID

from common.database import Transaction
from matching.influencers.models import MatchedInfluencer
from matching.matches.models import MOST
from matching.matches.repository import SUGGESTED


def match_influencers(
    tx: Transaction, *, gig_id: UUID | None, campaign_id: UUID | None
) -> list[MatchedInfluencer]:
    """The best creators for one of both, by rank. Raises `NotFound` for who is not of its brand."""
    return tx.fetch_all(
        MatchedInfluencer,
        f"select {SUGGESTED},"
        " case when s.missing is not null then jsonb_build_object('missing', s.missing) end as meets,"
        " a.id as application_id, a.status as application_status, (select d.id from deals as d"
        "  where d.gig_id = %(gig_id)s and d.creator_user_id = s.creator_user_id order by d.id desc limit 1) as deal_id"
        " from app.match_influencers(%(gig_id)s, %(campaign_id)s, %(most)s) as s"
        " inner join creator_profiles as p on p.user_id = s.creator_user_id"
        " left join lateral (select a.id, a.status from gig_applications as a where a.gig_id = %(gig_id)s"
        "  and a.creator_user_id = s.creator_user_id order by a.id desc limit 1) as a on true"
        " order by s.rank",
        {"gig_id": gig_id, "campaign_id": campaign_id, "most": MOST},
    )
