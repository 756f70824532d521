"""User agents are classified within minutes, again when rules or lists change, and forgotten when nobody has them."""

from datetime import UTC, datetime, timedelta

import pytest

from common.user_agents import classes
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import LambdaContext
from tests.factories.links import PHONE, make_link
from tests.integration.tracking_redirect.events_of_days import BOT, TODAY, noon, record
from tests.typing import Connection
from tracking_redirect import schedule
from tracking_redirect.aggregation import classify

NOW = datetime.now(UTC)


def run(job: str, at: datetime) -> dict[str, int]:
    event = {"job": job, "scheduled_time": at.isoformat()}
    counts: dict[str, int] = schedule.lambda_handler(event, LambdaContext())["counts"]
    return counts


def known(db: Connection) -> dict[str, str]:
    return dict(db.execute("select user_agent, device from user_agents").fetchall())


def test_an_agent_of_the_last_minutes_is_classified_before_the_night(database: Database, code: str) -> None:
    seen = NOW - timedelta(minutes=4)
    with database.connect() as db:
        db.execute("select app.make_tracking_partitions(%s, 1)", (seen.date(),))  # after midnight: yesterday
        for agent in (PHONE, BOT, BOT):
            record(db, code, at=seen, agent=agent)
    assert run("tracking-user-agents", NOW)["classified"] == 2
    assert run("tracking-user-agents", NOW + timedelta(minutes=5))["classified"] == 0
    with database.connect() as db:
        assert known(db) == {PHONE: "mobile", BOT: "bot"}


def test_what_older_rules_said_is_said_again_by_newer_ones(
    database: Database, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.connect() as db:
        record(db, code, at=NOW, agent=BOT)
        db.execute("insert into user_agents values (%s, 'desktop', 'Other', 'Other', false)", (BOT,))
    monkeypatch.setattr(classify, "AGENTS_A_BATCH", 1)
    assert run("tracking-user-agents", NOW) == {"classified": 0, "classified_again": 1}
    assert run("tracking-user-agents", NOW + timedelta(minutes=5))["classified_again"] == 0
    monkeypatch.setattr(classes, "RULES", classes.RULES + 1)
    assert run("tracking-user-agents", NOW + timedelta(minutes=10))["classified_again"] == 1
    with database.connect() as db:
        assert known(db) == {BOT: "bot"}


def test_who_was_not_seen_within_retention_is_forgotten(database: Database) -> None:
    yesterday = TODAY - timedelta(days=1)
    with database.connect() as db:
        db.execute("select app.make_tracking_partitions(%s, 1)", (yesterday,))
        record(db, make_link(db, make_campaign(db)), at=noon(yesterday), agent=PHONE)
        for agent in (PHONE, "Gone/1.0"):
            db.execute(
                "insert into user_agents (user_agent, device, browser, os, is_bot, last_seen_on)"
                " values (%s, 'mobile', 'x', 'x', false, %s)", (agent, TODAY - timedelta(days=91)),
            )  # fmt: skip
    assert run("tracking-aggregation", noon())["user_agents_deleted"] == 1
    with database.connect() as db:
        assert db.execute("select user_agent, last_seen_on from user_agents").fetchall() == [
            (PHONE, yesterday)
        ]
