"""What creators and a gig's brand see of it: the marketplace shows gigs, and so does matching."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.gigs import Gig

GIG: LiteralString = (
    "select g.id, g.brand_id, g.brand, g.mode, g.title, g.description, g.category, g.currency, g.price_min,"
    " g.price_max, g.slots_total, g.slots_left, g.followers_min, g.followers_max, g.platforms, g.countries,"
    " g.languages, g.questions, g.due_days, g.revision_limit, g.review_hours, g.keep_live_days,"
    " g.applications_close_at, g.opened_at, g.ends_at, g.status, g.closed_at, g.close_reason, b.budget_total,"
    " b.funded_total, g.my_application_id, g.my_deal_id, g.created_at, g.updated_at"
    " from gig_listings as g left join gig_budgets as b on b.gig_id = g.id"
)


def find_gigs(tx: Transaction, gig_ids: list[UUID]) -> list[Gig]:
    """These gigs, in this order, without those that the actor may not see."""
    found = {gig.id: gig for gig in tx.fetch_all(Gig, f"{GIG} where g.id = any(%(ids)s)", {"ids": gig_ids})}
    return [found[gig_id] for gig_id in gig_ids if gig_id in found]
