"""The daily job of profiles: reminds of an empty one, now and then; opens creators whose day has come."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.integration.user_management.test_creators import ME, WHOLE
from tests.typing import Connection
from user_management.schedule import lambda_handler

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_BASE_URL", "https://api.example.com")
    monkeypatch.setenv("SHORT_LINK_BASE_URL", "https://s.example.com")


def run(days: float) -> dict[str, int]:
    """The job, so many days from now."""
    event = {"job": "creator-profiles", "scheduled_time": (NOW + timedelta(days=days)).isoformat()}
    result: dict[str, Any] = lambda_handler(event, LambdaContext())
    counts: dict[str, int] = result.get("counts", {})
    return counts


def told(db: Connection, user: UUID) -> int:
    row = db.execute(
        "select count(*) from notifications where user_id = %s and type = 'profile_incomplete'", (user,)
    ).fetchone()
    assert row is not None
    return int(row[0])


def test_who_has_an_empty_profile_is_reminded_once_in_a_period_and_not_for_ever(
    database: Database, creator: UUID
) -> None:
    heard = []
    for day in (1, 13.9, 14.1, 14.2, 20, 28.5, 43, 57, 71, 85, 99, 120, 400):
        run(day)
        with database.connect() as db:
            heard.append(told(db, creator))
    assert heard == [0, 0, 1, 1, 1, 2, 3, 4, 5, 6, 6, 6, 6]


def test_a_second_delivery_reminds_nobody_again(database: Database, creator: UUID) -> None:
    run(15)
    run(15)
    with database.connect() as db:
        assert told(db, creator) == 1


def test_who_has_filled_it_in_is_not_reminded(database: Database, creator: UUID, rival: UUID) -> None:
    assert send("PUT", ME, user=creator, body=WHOLE).status == 200
    assert run(15) == {"opened": 0, "nudged": 1}
    with database.connect() as db:
        assert (told(db, creator), told(db, rival)) == (0, 1)


def test_only_active_creators_are_reminded(database: Database, creator: UUID, owner: UUID) -> None:
    with database.connect() as db:
        banned = make_user(db, "creator")
        db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
        retired = make_user(db, "creator")
        db.execute("delete from user_roles where user_id = %s", (retired,))
    assert run(15) == {"opened": 0, "nudged": 1}
    with database.connect() as db:
        assert [told(db, who) for who in (creator, owner, banned, retired)] == [1, 0, 0, 0]


def test_an_administrator_says_how_often(database: Database, creator: UUID, admin: UUID) -> None:
    assert send("PUT", "/api/v1/settings/profile_nudge_days", user=admin, body={"value": 30}).status == 200
    heard = []
    for day in (15, 31):
        run(day)
        with database.connect() as db:
            heard.append(told(db, creator))
    assert heard == [0, 1]


def test_a_mail_goes_out_unless_it_is_not_wanted(database: Database, creator: UUID, rival: UUID) -> None:
    with database.connect() as db:
        db.execute(
            "insert into notification_preferences (user_id, category, channel, enabled)"
            " values (%s, 'system', 'email', false)",
            (rival,),
        )
    assert run(15)["nudged"] == 2
    with database.connect() as db:
        mails = db.execute(
            "select n.user_id from notification_deliveries as d inner join notifications as n"
            " on n.id = d.notification_id where d.channel = 'email' and n.type = 'profile_incomplete'"
        ).fetchall()
        assert (told(db, creator), told(db, rival)) == (1, 1)
    assert mails == [(creator,)]


def test_who_is_available_later_is_open_from_that_day(database: Database, creator: UUID) -> None:
    day = (NOW + timedelta(days=10)).date().isoformat()
    closed = WHOLE | {"availability": "closed", "available_from": day}
    assert send("PUT", ME, user=creator, body=closed).body["available_from"] == day
    assert is_matched(database, creator) is False
    run(8)
    assert send("GET", ME, user=creator).body["availability"] == "closed"
    assert run(11)["opened"] == 1
    opened = send("GET", ME, user=creator).body
    assert (opened["availability"], opened["available_from"]) == ("open", None)
    assert is_matched(database, creator) is True
    assert run(12)["opened"] == 0


def test_who_is_limited_is_still_suggested(database: Database, creator: UUID) -> None:
    send("PUT", ME, user=creator, body=WHOLE)
    assert is_matched(database, creator) is True
    send("PUT", ME, user=creator, body=WHOLE | {"availability": "closed", "available_from": None})
    assert is_matched(database, creator) is False


def is_matched(database: Database, user: UUID) -> bool:
    with database.connect() as db:
        row = db.execute("select exists (select from creator_cells where user_id = %s)", (user,)).fetchone()
    return bool(row and row[0])
