"""Statements of the report: one function, one statement, typed rows."""

from uuid import UUID

from campaign_lifecycle.reports.models import ReportLine
from common.database import Transaction


def report(tx: Transaction, campaign_id: UUID, *, after: UUID | None, limit: int) -> list[ReportLine]:
    """A line per participant, the first first: what was agreed, spent, delivered, what it brought, and what it cost."""
    return tx.fetch_all(
        ReportLine,
        "with p as materialized (select m.* from campaign_participants as m where m.campaign_id = %(id)s"
        " and (%(after)s::uuid is null or m.id > %(after)s) order by m.id limit %(limit)s)"
        " select p.id as participant_id, p.creator_user_id,"
        " app.creator_card(p.creator_user_id) ->> 'display_name' as creator_name, p.status, p.joined_at,"
        " p.budget_allocated as agreed,"
        " coalesce(r.spent, 0) as spent, coalesce(r.released, 0) as released, c.currency,"
        " coalesce(s.approved, 0) as approved, coalesce(s.pending_review, 0) as pending_review,"
        " f.clicks, f.conversions, f.conversion_value, f.spend, k.*, to_jsonb(w)"
        " || jsonb_build_object('cost_per_engagement', w.cost_per_engagement::text) as posts, now() as as_of,"
        " false as final from p join campaigns as c on c.id = p.campaign_id"
        " join app.sum_posts(%(id)s, array(select p.creator_user_id from p), 'creator') as w"
        " on w.creator_user_id = p.creator_user_id"
        " left join campaign_budget_reservations as r on r.participant_id = p.id"
        " left join (select s.participant_id, count(*) filter (where s.status = 'approved') as approved,"
        " count(*) filter (where s.status = 'pending_review') as pending_review"
        " from creator_submissions as s where s.participant_id in (select p.id from p) group by 1) as s"
        " on s.participant_id = p.id"
        " left join (select f.creator_user_id, sum(f.total_clicks)::bigint as clicks,"
        " sum(f.total_conversions)::bigint as conversions, sum(f.conversion_value)::bigint as value"
        " from app.tracking_figures(array[%(id)s]::uuid[]) as f group by 1) as t"
        " on t.creator_user_id = p.creator_user_id"
        " left join (select s.creator_user_id, sum(s.spend)::bigint as spend"
        " from app.spend_of_submissions(%(id)s) as s group by 1) as e on e.creator_user_id = p.creator_user_id"
        " cross join lateral (select coalesce(t.clicks, 0) as clicks, coalesce(t.conversions, 0) as conversions,"
        " coalesce(t.value, 0) as conversion_value, coalesce(e.spend, 0) as spend) as f"
        " cross join lateral app.costs_of(f.spend, f.clicks, f.conversions, f.conversion_value) as k order by p.id",
        {"id": campaign_id, "after": after, "limit": limit},
    )


def log_export(tx: Transaction, campaign_id: UUID) -> None:
    """An export leaves a trace in the audit log."""
    tx.execute(
        "select app.log_action('campaigns.export', 'campaigns', %(id)s::text)", {"id": str(campaign_id)}
    )
