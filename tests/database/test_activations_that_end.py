"""What ends an activation, what does not, and why one is closed."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.database.placing import NOW, Place, draft, make_place, status_of, step
from tests.database.sql_functions import call
from tests.factories.activations import (
    make_activation,
)
from tests.factories.campaigns import make_campaign
from tests.factories.people import make_user
from tests.typing import Connection


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        yield connection


@pytest.fixture
def place(db: Connection) -> Place:
    return make_place(db)


def test_a_cancelled_campaign_completes_what_was_launched_and_no_other_end_does(
    db: Connection, place: Place
) -> None:
    running, paused = (
        make_activation(db, place.brand, place.campaign, status=s) for s in ("active", "paused")
    )
    waiting = draft(db, place)
    elsewhere = make_activation(db, place.brand)
    db.execute("update campaigns set status = 'paused' where id = %s", (place.campaign,))
    assert status_of(db, running) == "active"
    step(db, place, "pause", running)
    step(db, place, "resume", running)
    db.execute("update campaigns set status = 'cancelled' where id = %s", (place.campaign,))
    found = [status_of(db, one) for one in (running, paused, waiting, elsewhere)]
    assert found == ["completed", "completed", "draft", "active"]


def test_a_campaign_that_completes_by_budget_in_mid_event_leaves_the_gate_open(
    db: Connection, place: Place
) -> None:
    running = make_activation(db, place.brand, place.campaign)
    db.execute("update campaigns set status = 'completed' where id = %s", (place.campaign,))
    with acting_as(db, place.owner):
        row = db.execute(
            "select status, app.closed_because(a) from activations as a where id = %s", (running,)
        )
        assert row.fetchone() == ("active", None)
    step(db, place, "pause", running)
    step(db, place, "resume", running)


def test_launching_and_cancelling_at_once_leaves_nothing_open(
    database: Database, db: Connection, place: Place
) -> None:
    for _ in range(6):
        campaign = make_campaign(db, place.owner, status="active")
        made = draft(db, Place(place.brand, place.owner, campaign))
        outcomes = run_at_once(
            database,
            (str(place.owner), "select app.launch_activation(%s)", (made,)),
            (str(place.owner), "update campaigns set status = 'cancelled' where id = %s", (campaign,)),
        )
        assert outcomes[1] == "ok"
        assert (outcomes[0], status_of(db, made)) in {("ok", "completed"), ("IA006", "draft")}


def test_two_days_past_its_end_it_is_completed(db: Connection, place: Place) -> None:
    def ended(hours: float, status: str = "active") -> UUID:
        end = NOW - timedelta(hours=hours)
        return make_activation(
            db, place.brand, place.campaign, status=status, starts_at=end - timedelta(days=1), ends_at=end
        )

    due, due_too, young, waiting = ended(49), ended(60, "paused"), ended(47), ended(100, "draft")
    with acting_as(db, None):
        assert call(db, "app.complete_ended_activations", NOW, 1) == 1
        assert call(db, "app.complete_ended_activations", NOW, 100) == 1
        assert call(db, "app.complete_ended_activations", NOW, 100) == 0
    found = [status_of(db, one) for one in (due, due_too, young, waiting)]
    assert found == ["completed", "completed", "active", "draft"]


def test_why_it_takes_no_scan_is_said(db: Connection, place: Place) -> None:
    boss = make_user(db, "admin")

    def because(**columns: object) -> str | None:
        made = make_activation(db, place.brand, place.campaign, **columns)
        with acting_as(db, boss):
            row = db.execute(
                "select app.closed_because(a) from activations as a where id = %s", (made,)
            ).fetchone()
        assert row is not None
        found: str | None = row[0]
        return found

    assert because() is None
    assert because(status="draft") == "draft"
    assert because(status="paused") == "paused"
    assert because(status="completed") == "completed"
    assert because(starts_at=NOW + timedelta(hours=1)) == "not_yet"
    assert because(starts_at=NOW - timedelta(hours=2), ends_at=NOW - timedelta(hours=1)) == "over"
    db.execute("update auth.users set status = 'banned' where id = %s", (place.owner,))
    assert because() == "brand_barred"
