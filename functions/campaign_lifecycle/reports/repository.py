"""Statements of the report: one function, one statement, typed rows."""

from uuid import UUID

from campaign_lifecycle.reports.models import ReportLine
from common.database import Transaction


def report(tx: Transaction, campaign_id: UUID, *, after: UUID | None, limit: int) -> list[ReportLine]:
    """A line per participant, the first first: what was agreed, spent, delivered, and what it brought."""
    return tx.fetch_all(
        ReportLine,
        "select p.id as participant_id, p.creator_user_id,"
        " app.creator_card(p.creator_user_id) ->> 'display_name' as creator_name, p.status, p.joined_at,"
        " p.budget_allocated as agreed,"
        " coalesce(r.spent, 0) as spent, coalesce(r.released, 0) as released, c.currency,"
        " count(s.id) filter (where s.status = 'approved') as approved,"
        " count(s.id) filter (where s.status = 'pending_review') as pending_review,"
        " coalesce(f.clicks, 0) as clicks, coalesce(f.conversions, 0) as conversions, now() as as_of, false as final"
        " from campaign_participants as p join campaigns as c on c.id = p.campaign_id"
        " left join campaign_budget_reservations as r on r.participant_id = p.id"
        " left join creator_submissions as s on s.participant_id = p.id"
        " left join (select creator_user_id, sum(total_clicks)::bigint as clicks,"
        " sum(total_conversions)::bigint as conversions"
        " from app.tracking_figures(array[%(id)s]::uuid[]) group by 1) as f on f.creator_user_id = p.creator_user_id"
        " where p.campaign_id = %(id)s and (%(after)s::uuid is null or p.id > %(after)s)"
        " group by p.id, r.id, c.id, f.clicks, f.conversions order by p.id limit %(limit)s",
        {"id": campaign_id, "after": after, "limit": limit},
    )


def log_export(tx: Transaction, campaign_id: UUID) -> None:
    """An export leaves a trace in the audit log."""
    tx.execute(
        "select app.log_action('campaigns.export', 'campaigns', %(id)s::text)", {"id": str(campaign_id)}
    )
