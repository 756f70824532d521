"""Statements about a campaign as a whole: launch checks, duplicates, snapshots, the report."""

from datetime import datetime
from uuid import UUID

from campaign_lifecycle.models import CampaignSnapshot, DeadlinePass, LaunchProblem, ReportLine
from common.database import Transaction


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


def duplicate_campaign(tx: Transaction, campaign_id: UUID) -> UUID:
    """A draft with the same content but no dates and no people; its id."""
    duplicate: UUID = tx.fetch_value(
        "insert into campaigns (brand_id, created_by, name, description, category, currency, budget_total,"
        " target_audience, brand_guidelines, auto_approve_late_reviews, destination_url)"
        " select brand_id, auth.uid(), left(name, 193) || ' (copy)', description, category, currency, budget_total,"
        " target_audience, brand_guidelines, auto_approve_late_reviews, destination_url"
        " from campaigns where id = %(id)s returning id",
        {"id": campaign_id},
    )
    return duplicate


def duplicate_deliverables(tx: Transaction, source: UUID, target: UUID) -> int:
    """The same deliverables for another campaign, without due dates; how many."""
    return tx.execute(
        "insert into campaign_deliverables (campaign_id, brand_id, deliverable_type, quantity, description,"
        " compensation_amount) select %(target)s, brand_id, deliverable_type, quantity, description,"
        " compensation_amount from campaign_deliverables where campaign_id = %(source)s order by id",
        {"source": source, "target": target},
    )


def list_snapshots(
    tx: Transaction, campaign_id: UUID, *, before: UUID | None, limit: int
) -> list[CampaignSnapshot]:
    """The campaign's figures at their moments, newest first."""
    return tx.fetch_all(
        CampaignSnapshot,
        "select id, campaign_id, kind, snapshot_date, figures, created_at from campaign_snapshots"
        " where campaign_id = %(id)s and (%(before)s::uuid is null or id < %(before)s)"
        " order by id desc limit %(limit)s",
        {"id": campaign_id, "before": before, "limit": limit},
    )


def report(tx: Transaction, campaign_id: UUID) -> list[ReportLine]:
    """A line per participant: what was agreed, spent, delivered, and what it brought."""
    return tx.fetch_all(
        ReportLine,
        "select p.creator_user_id, p.status, p.joined_at, p.budget_allocated as agreed,"
        " coalesce(r.spent, 0) as spent, coalesce(r.released, 0) as released, c.currency,"
        " count(s.id) filter (where s.status = 'approved') as approved,"
        " count(s.id) filter (where s.status = 'pending_review') as pending_review,"
        " (select coalesce(sum(t.total_clicks), 0)::bigint from tracking_aggregates as t"
        " where t.campaign_id = p.campaign_id and t.creator_user_id = p.creator_user_id) as clicks,"
        " (select coalesce(sum(t.total_conversions), 0)::bigint from tracking_aggregates as t"
        " where t.campaign_id = p.campaign_id and t.creator_user_id = p.creator_user_id) as conversions"
        " from campaign_participants as p join campaigns as c on c.id = p.campaign_id"
        " left join campaign_budget_reservations as r on r.participant_id = p.id"
        " left join creator_submissions as s on s.participant_id = p.id"
        " where p.campaign_id = %(id)s group by p.id, r.id, c.id order by p.id",
        {"id": campaign_id},
    )


def log_export(tx: Transaction, campaign_id: UUID) -> None:
    """An export leaves a trace in the audit log."""
    tx.execute(
        "select app.log_action('campaigns.export', 'campaigns', %(id)s::text)", {"id": str(campaign_id)}
    )


def process_deadlines(tx: Transaction, as_of: datetime, batch: int, skipped: list[UUID]) -> DeadlinePass:
    """Remind and act where a deadline is near or has fallen; at most `batch` of each kind, no review of `skipped`."""
    return tx.fetch_one(
        DeadlinePass,
        "select late.approved as auto_approved, late.failed,"
        " app.announce_invitation_deadlines(%(as_of)s, %(batch)s) as invitations_announced,"
        " app.remind_of_reviews(%(as_of)s, %(batch)s) as reviews_reminded,"
        " app.announce_campaign_ends(%(as_of)s, %(batch)s) as ends_announced"
        " from app.approve_late_reviews(%(as_of)s, %(batch)s, %(skipped)s) as late",
        {"as_of": as_of, "batch": batch, "skipped": skipped},
    )


def take_snapshots(tx: Transaction, as_of: datetime, after: UUID | None, batch: int) -> UUID | None:
    """Today's figures of the next running campaigns; the last id looked at, None at the end."""
    last: UUID | None = tx.fetch_value(
        "select app.take_daily_snapshots(%(as_of)s, %(after)s, %(batch)s)",
        {"as_of": as_of, "after": after, "batch": batch},
    )
    return last
