"""Days and nights of agents' figures: what the jobs count, and what was counted."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from agents import schedule
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.factories.referrals import make_referral
from tests.typing import Connection

TODAY = datetime.now(UTC).date()
YESTERDAY = TODAY - timedelta(days=1)
DAY = timedelta(days=1)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def at(day: date, hour: int = 12) -> datetime:
    """An hour of a day (UTC)."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def night(day: date, tick: int = 0) -> Any:
    """The job's answer of the night in which a day begins."""
    event = {"job": "agent-metrics", "scheduled_time": (at(day, 1) + timedelta(minutes=tick)).isoformat()}
    return schedule.lambda_handler(event, LambdaContext())


def counted(db: Connection, agent: UUID) -> dict[date, tuple[int, ...]]:
    """By day: clicks, sign-ups, active people, deals."""
    rows = db.execute(
        "select day, clicks, signups, active, deals from agent_metrics where agent_user_id = %s", (agent,)
    ).fetchall()
    return {row[0]: row[1:] for row in rows}


def money(db: Connection, agent: UUID) -> dict[tuple[date, str], tuple[int, int]]:
    """By day and currency: what moved, what was earned."""
    rows = db.execute(
        "select day, currency, gmv, commission from agent_money_metrics where agent_user_id = %s", (agent,)
    ).fetchall()
    return {row[:2]: row[2:] for row in rows}


def brought(db: Connection, agent: UUID, role: str = "creator", *, when: datetime = LONG_AGO) -> UUID:
    """Somebody whom an agent brought."""
    person = make_user(db, role)
    make_referral(db, agent, person, attributed_at=when)
    return person
