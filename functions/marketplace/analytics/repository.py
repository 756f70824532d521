"""Statements of the platform's figures. What a day's figures are, two functions of the database say."""

from datetime import date, datetime
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.analytics import AgedDeposit, FinancialDay, PlatformDay
from common.spans import Span

PLATFORM: LiteralString = (
    "date, total_users, total_artists, total_influencers, active_users_daily, jobs_created, jobs_closed,"
    " total_influencer_claims, system_events_logged, escrow_events_logged"
)
FINANCIAL: LiteralString = (
    "date, currency, total_payouts, payouts_count, total_refunds, refunds_count, platform_fees, net_revenue,"
    " largest_single_payout, largest_single_refund"
)
NIGHTS = 3
"""How many nights count a day: the one that follows it, and two that find what was committed late."""


def last_counted_day(tx: Transaction) -> date | None:
    """The last day that a night has counted."""
    found: date | None = tx.fetch_value("select max(date) from platform_analytics")
    return found


def first_day_of_all(tx: Transaction) -> date | None:
    """The day on which the first account was made."""
    found: date | None = tx.fetch_value("select (min(created_at) at time zone 'UTC')::date from auth.users")
    return found


def count_platform_days(tx: Transaction, span: Span) -> int:
    """Write the platform's figures of these days anew; how many days."""
    return tx.execute(
        f"insert into platform_analytics ({PLATFORM})"
        f" select {PLATFORM} from app.count_platform_days(%(first)s, %(last)s)"
        " on conflict on constraint platform_analytics_pkey do update set total_users = excluded.total_users,"
        " total_artists = excluded.total_artists, total_influencers = excluded.total_influencers,"
        " active_users_daily = excluded.active_users_daily, jobs_created = excluded.jobs_created,"
        " jobs_closed = excluded.jobs_closed, total_influencer_claims = excluded.total_influencer_claims,"
        " system_events_logged = excluded.system_events_logged,"
        " escrow_events_logged = excluded.escrow_events_logged",
        {"first": span.first, "last": span.last},
    )


def count_financial_days(tx: Transaction, span: Span) -> int:
    """Write the money of these days anew; how many rows, one for each day and currency."""
    return tx.execute(
        f"insert into financial_analytics ({FINANCIAL})"
        f" select {FINANCIAL} from app.count_financial_days(%(first)s, %(last)s)"
        " on conflict on constraint financial_analytics_pkey do update set total_payouts = excluded.total_payouts,"
        " payouts_count = excluded.payouts_count, total_refunds = excluded.total_refunds,"
        " refunds_count = excluded.refunds_count, platform_fees = excluded.platform_fees,"
        " net_revenue = excluded.net_revenue, largest_single_payout = excluded.largest_single_payout,"
        " largest_single_refund = excluded.largest_single_refund",
        {"first": span.first, "last": span.last},
    )


def list_platform_days(tx: Transaction, span: Span, *, before: date | None, limit: int) -> list[PlatformDay]:
    """The platform's figures, newest day first; what no night has counted is counted now."""
    given = where(("date < %(before)s", before))
    return tx.fetch_all(
        PlatformDay,
        f"{_days('platform_analytics', PLATFORM, 'app.count_platform_days')}"
        f" where {given} order by date desc limit %(limit)s",
        {"first": span.first, "last": span.last, "recounted": NIGHTS - 1, "before": before, "limit": limit},
    )


def list_financial_days(
    tx: Transaction, span: Span, *, currency: str | None, after: tuple[date, str] | None, limit: int
) -> list[FinancialDay]:
    """What moved, newest day first, of a day by currency; what no night has counted is counted now."""
    given = where(
        ("currency = %(currency)s", currency),
        ("(date < %(day)s or (date = %(day)s and currency > %(after)s))", after),
    )
    day, name = after or (None, None)
    return tx.fetch_all(
        FinancialDay,
        f"{_days('financial_analytics', FINANCIAL, 'app.count_financial_days')}"
        f" where {given} order by date desc, currency limit %(limit)s",
        {"first": span.first, "last": span.last, "recounted": NIGHTS - 1, "currency": currency, "day": day,
         "after": name, "limit": limit},
    )  # fmt: skip


def _days(table: LiteralString, columns: LiteralString, count: LiteralString) -> LiteralString:
    """Days as nights have counted them, then those since the last night, the last three at most, as they are now."""
    return (
        f"with counted as (select max(date) as last_day from {table}),"
        " live as (select greatest(%(first)s::date, t.day - %(recounted)s,"
        " coalesce(c.last_day + 1, t.day - %(recounted)s)) as first_day, least(%(last)s::date, t.day) as last_day"
        " from counted as c, (select (now() at time zone 'UTC')::date as day) as t)"
        f" select * from (select {columns}, date <= c.last_day - %(recounted)s as final, updated_at as as_of"
        f" from {table}, counted as c where date between %(first)s and %(last)s"
        f" union all select {columns}, false, now() from live as l"
        f" cross join lateral {count}(l.first_day, l.last_day) where l.first_day <= l.last_day) as days"
    )


def list_aged_deposits(
    tx: Transaction, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[AgedDeposit]:
    """Old deposits whose money still lies with us, the oldest first."""
    given = where(("(d.deposited_at, d.deposit_id) > (%(at)s, %(id)s)", after))
    at, deposit_id = after or (None, None)
    return tx.fetch_all(
        AgedDeposit,
        "select d.deposit_id, d.wallet_id, d.brand_id, app.brand_card(d.brand_id) as brand, d.currency, d.amount,"
        f" d.remaining, d.deposited_at from app.aged_deposits(now()) as d where {given}"
        " order by d.deposited_at, d.deposit_id limit %(limit)s",
        {"at": at, "id": deposit_id, "limit": limit},
    )
