"""Statements of gigs. What moves money or ends something is a function of the database."""

from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.filters import where
from common.models.base import Output
from common.models.gigs import Gig, GigEvent, GigSlot
from marketplace.gigs.models import GigDraft, GigSort

GIG: LiteralString = (
    "select g.id, g.brand_id, g.brand, g.mode, g.title, g.description, g.category, g.currency, g.price_min,"
    " g.price_max, g.slots_total, g.slots_left, g.followers_min, g.followers_max, g.platforms, g.countries,"
    " g.languages, g.questions, g.due_days, g.revision_limit, g.review_hours, g.keep_live_days,"
    " g.applications_close_at, g.opened_at, g.ends_at, g.status, g.closed_at, g.close_reason, b.budget_total,"
    " b.funded_total, g.my_application_id, g.my_deal_id, g.created_at, g.updated_at"
    " from gig_listings as g left join gig_budgets as b on b.gig_id = g.id"
)
COLUMNS: LiteralString = (
    "mode, title, description, category, currency, price_min, price_max, slots_total, followers_min, followers_max,"
    " platforms, countries, languages, questions, due_days, revision_limit, review_hours, keep_live_days,"
    " applications_close_at, ends_at"
)
VALUES: LiteralString = (
    "%(mode)s, %(title)s, %(description)s, %(category)s, %(currency)s, %(price_min)s, %(price_max)s,"
    " %(slots_total)s, %(followers_min)s, %(followers_max)s, %(platforms)s::text[], %(countries)s::text[],"
    " %(languages)s::text[], %(questions)s, %(due_days)s, %(revision_limit)s, %(review_hours)s,"
    " %(keep_live_days)s, %(applications_close_at)s, %(ends_at)s"
)


class Found(Output):
    """Where a gig stands in a search."""

    id: UUID
    price_max: int


def _parameters(draft: GigDraft) -> dict[str, Any]:
    return draft.columns() | {"questions": Jsonb(draft.questions)}


def create_gig(tx: Transaction, brand_id: UUID, draft: GigDraft) -> UUID:
    """A draft; its id."""
    created: UUID = tx.fetch_value(
        f"insert into gigs (brand_id, created_by, {COLUMNS}) values (%(brand_id)s, auth.uid(), {VALUES})"
        " returning id",
        _parameters(draft) | {"brand_id": brand_id},
    )
    tx.execute(
        "insert into gig_budgets (gig_id, brand_id, budget_total) values (%(id)s, %(brand_id)s, %(budget_total)s)",
        {"id": created, "brand_id": brand_id, "budget_total": draft.budget_total},
    )
    return created


def update_gig(tx: Transaction, gig_id: UUID, draft: GigDraft) -> int:
    """Put all that it says; how many rows changed: 0 where the actor does not run it."""
    changed = tx.execute(
        f"update gigs set ({COLUMNS}) = row ({VALUES}) where id = %(id)s", _parameters(draft) | {"id": gig_id}
    )
    tx.execute(
        "update gig_budgets set budget_total = %(budget_total)s"
        " where gig_id = %(id)s and budget_total is distinct from %(budget_total)s",
        {"id": gig_id, "budget_total": draft.budget_total},
    )
    return changed


def delete_gig(tx: Transaction, gig_id: UUID) -> int:
    """A draft; how many rows went."""
    return tx.execute("delete from gigs where id = %(id)s and status = 'draft'", {"id": gig_id})


def find_gig(tx: Transaction, gig_id: UUID) -> Gig:
    """The gig, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Gig, f"{GIG} where g.id = %(id)s", {"id": gig_id})


def list_gigs(
    tx: Transaction, *, brand_ids: list[UUID] | None, status: str | None, before: UUID | None, limit: int
) -> list[Gig]:
    """Gigs of these brands, or of all that the actor may see, newest first."""
    given = where(
        ("g.brand_id = any(%(brand_ids)s)", brand_ids),
        ("g.status = %(status)s", status),
        ("g.id < %(before)s", before),
    )
    return tx.fetch_all(
        Gig,
        f"{GIG} where {given} order by g.id desc limit %(limit)s",
        {"brand_ids": brand_ids, "status": status, "before": before, "limit": limit},
    )


def search_gigs(
    tx: Transaction, filters: dict[str, object], sort: GigSort, after: tuple[int, UUID] | None, limit: int
) -> list[Found]:
    """Open gigs that fit, in the order of the search. Raises `Forbidden` for who is no creator."""
    return tx.fetch_all(
        Found,
        "select id, coalesce(price_max, 0) as price_max from app.search_gigs(%(words)s, %(category)s, %(platform)s,"
        " %(country)s, %(mode)s, %(price_from)s, %(price_to)s, %(by_price)s, %(after_price)s, %(after_id)s,"
        " %(limit)s)",
        filters
        | {
            "by_price": sort is GigSort.PRICE,
            "after_price": after[0] if after else None,
            "after_id": after[1] if after else None,
            "limit": limit,
        },
    )


def find_gigs(tx: Transaction, gig_ids: list[UUID]) -> list[Gig]:
    """These gigs, in this order."""
    found = {gig.id: gig for gig in tx.fetch_all(Gig, f"{GIG} where g.id = any(%(ids)s)", {"ids": gig_ids})}
    return [found[gig_id] for gig_id in gig_ids if gig_id in found]


def open_gig(tx: Transaction, gig_id: UUID) -> None:
    """Show it to creators; slots are funded."""
    tx.execute("select app.open_gig(%(id)s)", {"id": gig_id})


def pause_gig(tx: Transaction, gig_id: UUID) -> None:
    """Take nobody for now."""
    tx.execute("select app.pause_gig(%(id)s)", {"id": gig_id})


def end_gig(tx: Transaction, gig_id: UUID, reason: str) -> int:
    """Close it; what came back, in minor units."""
    returned: int = tx.fetch_value("select app.end_gig(%(id)s, %(reason)s)", {"id": gig_id, "reason": reason})
    return returned


def claim_slot(tx: Transaction, gig_id: UUID) -> UUID:
    """The first free slot; the deal."""
    deal: UUID = tx.fetch_value("select app.claim_slot(%(id)s)", {"id": gig_id})
    return deal


def list_slots(tx: Transaction, gig_id: UUID, *, after: int | None, limit: int) -> list[GigSlot]:
    """Slots that the actor may see, by their number."""
    given = where(("number > %(after)s", after))
    return tx.fetch_all(
        GigSlot,
        "select id, gig_id, number, price, fee, total, status, deal_id, updated_at from gig_slots"
        f" where gig_id = %(gig_id)s and {given} order by number limit %(limit)s",
        {"gig_id": gig_id, "after": after, "limit": limit},
    )


def list_history(tx: Transaction, gig_id: UUID, *, before: UUID | None, limit: int) -> list[GigEvent]:
    """What happened to the gig and its deals, as far as the actor may see it, newest first."""
    given = where(("id < %(before)s", before))
    return tx.fetch_all(
        GigEvent,
        "select id, gig_id, escrow_id, slot_number, event_type, from_status, to_status, actor_user_id, reason, amount,"
        f" created_at from gig_history where gig_id = %(gig_id)s and {given} order by id desc limit %(limit)s",
        {"gig_id": gig_id, "before": before, "limit": limit},
    )
