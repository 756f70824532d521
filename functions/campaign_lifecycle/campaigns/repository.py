"""Statements of the campaign tables: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from campaign_lifecycle.campaigns.models import CampaignDraft, LaunchProblem
from common.database import Transaction
from common.filters import where
from common.models.campaigns import Campaign, CampaignChange, CampaignStatus

COLUMNS: LiteralString = (
    "id, brand_id, created_by, name, description, category, status, currency, budget_total, budget_reserved,"
    " budget_spent, timeline_start, timeline_end, target_audience, brand_guidelines, auto_approve_late_reviews,"
    " created_at, updated_at, destination_url"
)


def find_campaign(tx: Transaction, campaign_id: UUID) -> Campaign:
    """The campaign, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Campaign, f"select {COLUMNS} from campaigns where id = %(id)s", {"id": campaign_id})


def insert_campaign(tx: Transaction, brand_id: UUID, draft: CampaignDraft) -> Campaign:
    """A new draft of `brand_id`, created by the actor."""
    return tx.fetch_one(
        Campaign,
        "insert into campaigns (brand_id, created_by, name, description, category, currency, budget_total,"
        " timeline_start, timeline_end, target_audience, brand_guidelines, auto_approve_late_reviews, destination_url)"
        " values (%(brand_id)s, auth.uid(), %(name)s, %(description)s, %(category)s, %(currency)s,"
        " %(budget_total)s, %(timeline_start)s, %(timeline_end)s, %(target_audience)s, %(brand_guidelines)s,"
        f" %(auto_approve_late_reviews)s, %(destination_url)s) returning {COLUMNS}",
        {
            **draft.model_dump(exclude={"target_audience", "brand_id"}),
            "brand_id": brand_id,
            "target_audience": Jsonb(draft.target_audience.model_dump(mode="json", exclude_none=True)),
        },
    )


def list_campaigns(
    tx: Transaction, *, brand_id: UUID | None, status: CampaignStatus | None, category: str | None,
    before: UUID | None, limit: int,
) -> list[Campaign]:  # fmt: skip
    """Campaigns that the actor may see, newest first, at most `limit`, older than `before`."""
    given = where(
        ("brand_id = %(brand_id)s", brand_id),
        ("status = %(status)s", status),
        ("category = %(category)s", category),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        Campaign,
        f"select {COLUMNS} from campaigns where {given} order by id desc limit %(limit)s",
        {"brand_id": brand_id, "status": status, "category": category, "before": before, "limit": limit},
    )


def update_campaign(tx: Transaction, campaign_id: UUID, changes: dict[str, object]) -> Campaign:
    """Set the given columns (names come from the model, never from a client). Raises `NotFound`."""
    assignments: LiteralString = ", ".join(ASSIGNMENTS[name] for name in sorted(changes))
    return tx.fetch_one(
        Campaign,
        f"update campaigns set {assignments} where id = %(id)s returning {COLUMNS}",
        {**changes, "id": campaign_id},
    )


ASSIGNMENTS: dict[str, LiteralString] = {
    "name": "name = %(name)s",
    "description": "description = %(description)s",
    "category": "category = %(category)s",
    "currency": "currency = %(currency)s",
    "budget_total": "budget_total = %(budget_total)s",
    "timeline_start": "timeline_start = %(timeline_start)s",
    "timeline_end": "timeline_end = %(timeline_end)s",
    "target_audience": "target_audience = %(target_audience)s",
    "brand_guidelines": "brand_guidelines = %(brand_guidelines)s",
    "auto_approve_late_reviews": "auto_approve_late_reviews = %(auto_approve_late_reviews)s",
    "destination_url": "destination_url = %(destination_url)s",
    "status": "status = %(status)s",
}


def delete_draft(tx: Transaction, campaign_id: UUID) -> int:
    """Delete the campaign if it is a draft of a brand whose campaigns the actor runs; how many went (0 or 1)."""
    return tx.execute("delete from campaigns where id = %(id)s and status = 'draft'", {"id": campaign_id})


def list_history(
    tx: Transaction, campaign_id: UUID, *, before: UUID | None, limit: int
) -> list[CampaignChange]:
    """Status changes of a campaign, newest first."""
    return tx.fetch_all(
        CampaignChange,
        "select id, campaign_id, from_status, to_status, reason, actor_user_id, created_at"
        " from campaign_history where campaign_id = %(id)s and (%(before)s::uuid is null or id < %(before)s)"
        " order by id desc limit %(limit)s",
        {"id": campaign_id, "before": before, "limit": limit},
    )


def launch_problems(tx: Transaction, campaign_id: UUID) -> list[LaunchProblem]:
    """What stands in the way of a launch; empty where nothing does."""
    return tx.fetch_all(
        LaunchProblem,
        "select problem.code, problem.message from campaigns as c cross join lateral (values"
        " ('NO_DELIVERABLES', 'Say what creators have to deliver.', not exists (select from campaign_deliverables as d"
        " where d.campaign_id = c.id and d.brand_id = c.brand_id)),"
        " ('TIMELINE_OVER', 'The timeline ends in the past.',"
        " c.timeline_end <= (now() at time zone 'UTC')::date),"
        " ('NO_WALLET_IN_CURRENCY', 'The brand has no wallet in this currency.', not exists (select from wallets as w"
        " where w.brand_id = c.brand_id and w.currency = c.currency))"
        ") as problem (code, message, is_one) where c.id = %(id)s and problem.is_one",
        {"id": campaign_id},
    )


def launch_warnings(tx: Transaction, campaign_id: UUID) -> list[LaunchProblem]:
    """What does not stand in the way of a launch, but of what it is for."""
    return tx.fetch_all(
        LaunchProblem,
        "select 'NO_DESTINATION' as code, 'Creators get their links when the campaign has a destination, or the brand"
        " a website.' as message from campaigns as c join brand_profiles as b on b.id = c.brand_id"
        " where c.id = %(id)s and c.destination_url is null and b.website is null",
        {"id": campaign_id},
    )


def duplicate_campaign(tx: Transaction, campaign_id: UUID) -> UUID:
    """A draft with the same content but no dates and no people, and a budget only by who may give one; its id."""
    duplicate: UUID = tx.fetch_value(
        "insert into campaigns (brand_id, created_by, name, description, category, currency, budget_total,"
        " target_audience, brand_guidelines, auto_approve_late_reviews, destination_url)"
        " select brand_id, auth.uid(), left(name, 193) || ' (copy)', description, category, currency,"
        " case when auth.is_privileged() or brand_id = any(auth.money_brand_ids()) then budget_total else 0 end,"
        " target_audience, brand_guidelines, auto_approve_late_reviews, destination_url"
        " from campaigns where id = %(id)s returning id",
        {"id": campaign_id},
    )
    return duplicate
