"""Activations: what a launch takes, who takes which step, and what is fixed then."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.database.placing import NOW, STEPS, Place, draft, make_place, refused, status_of, step
from tests.database.sql_functions import Refusal, call, refusal, refusal_of
from tests.factories.activations import (
    make_activation,
    make_activation_code,
    make_geofence,
)
from tests.factories.campaigns import make_campaign
from tests.factories.people import make_member, make_user
from tests.typing import Connection


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        yield connection


@pytest.fixture
def place(db: Connection) -> Place:
    return make_place(db)


def test_it_is_launched_paused_resumed_and_completed(db: Connection, place: Place) -> None:
    made = draft(db, place)
    for name, status in zip(
        (*STEPS[:3], "complete"), ("active", "paused", "active", "completed"), strict=True
    ):
        step(db, place, name, made)
        assert status_of(db, made) == status
    row = db.execute("select launched_at, completed_at > launched_at from activations").fetchone()
    assert row is not None
    assert row[1] is True
    for name in STEPS:
        assert refused(db, place, name, made).sqlstate == "IA001"


@pytest.mark.parametrize(
    ("status", "possible"),
    [("draft", {"launch"}), ("active", {"pause", "complete"}), ("paused", {"resume", "complete"}),
     ("completed", set())],
)  # fmt: skip
def test_each_step_begins_where_it_may(db: Connection, place: Place, status: str, possible: set[str]) -> None:
    for name in STEPS:
        made = make_activation(db, place.brand, place.campaign, status=status)
        if "launch" in possible:
            make_activation_code(db, made)  # of what is over there are no new ones
        if name in possible:
            step(db, place, name, made)
            continue
        refusal = refused(db, place, name, made)
        assert (refusal.sqlstate, refusal.detail["from"]) == ("IA001", status)
        assert status_of(db, made) == status


def test_a_launch_says_all_that_it_lacks(db: Connection, place: Place) -> None:
    made = make_activation(
        db, place.brand, make_campaign(db, place.owner), status="draft", fence_mode="refuse",
        starts_at=NOW - timedelta(days=3), ends_at=NOW - timedelta(days=1),
    )  # fmt: skip
    make_activation_code(db, made, disabled_at=NOW)
    make_activation_code(db, made, expires_at=NOW - timedelta(seconds=1))
    refusal = refused(db, place, "launch", made)
    assert (refusal.sqlstate, refusal.detail) == ("IA006", {"lacks": ["campaign", "code", "fence", "time"]})


@pytest.mark.parametrize("status", ["draft", "paused", "completed", "cancelled"])
def test_only_in_an_active_campaign_something_is_launched(db: Connection, place: Place, status: str) -> None:
    made = draft(db, place)
    db.execute("set session_replication_role = replica")
    db.execute("update campaigns set status = %s", (status,))
    db.execute("set session_replication_role = origin")
    assert refused(db, place, "launch", made).detail == {"lacks": ["campaign"]}


def test_what_is_past_its_end_is_not_resumed(db: Connection, place: Place) -> None:
    made = make_activation(
        db, place.brand, place.campaign, status="paused", starts_at=NOW - timedelta(days=3),
        ends_at=NOW - timedelta(days=1),
    )  # fmt: skip
    assert refused(db, place, "resume", made) == Refusal("IA006", None, {"lacks": ["time"]})


def test_who_reads_only_moves_nothing_and_a_stranger_learns_nothing(db: Connection, place: Place) -> None:
    made = draft(db, place)
    reader, stranger = make_member(db, place.brand, "analyst"), make_user(db, "brand")
    for who, sqlstate in ((reader, "IM005"), (stranger, "IG003")):
        for name in STEPS:
            with acting_as(db, who):
                assert refusal(db, f"app.{name}_activation", made).sqlstate == sqlstate
    assert status_of(db, made) == "draft"
    with acting_as(db, make_member(db, place.brand, "campaign_manager")):
        call(db, "app.launch_activation", made)
    assert status_of(db, made) == "active"


def test_what_is_launched_keeps_its_codes_its_fence_and_its_day(db: Connection, place: Place) -> None:
    fence = make_geofence(db, place.brand)
    made = draft(db, place, geofence_id=fence, fence_mode="flag")
    db.execute("update activations set peak = true, rotate_seconds = 20, time_zone = 'Europe/Berlin'")
    step(db, place, "launch", made)
    for change in (
        "code_mode = 'rotating'", "rotate_seconds = 30", "grace_steps = 2", "fence_mode = 'off'", "peak = false",
        "geofence_id = null", "time_zone = 'UTC'",
    ):  # fmt: skip
        found = refusal_of(db, f"update activations set {change}, name = name where id = %s", made)
        assert (found.sqlstate, found.detail["fixed"]) == ("IA003", [change.split(" =")[0]])
    db.execute("update activations set name = 'Other', min_age = 18, ends_at = ends_at + interval '1 day'")
    step(db, place, "complete", made)
    assert refusal_of(db, "update activations set name = 'Late'").detail["fixed"] == ["name"]


def test_the_fence_of_what_is_launched_neither_changes_nor_goes(db: Connection, place: Place) -> None:
    fence = make_geofence(db, place.brand)
    made = draft(db, place, geofence_id=fence, fence_mode="refuse")
    db.execute("update geofences set radius_m = 300")
    assert refusal_of(db, "delete from geofences").sqlstate == "IA005"
    step(db, place, "launch", made)
    for statement in (
        "update geofences set radius_m = 400",
        "update geofences set name = 'x'",
        "delete from geofences",
    ):
        assert refusal_of(db, statement).sqlstate == "IA005"
    unused = make_geofence(db, place.brand)
    db.execute("update geofences set radius_m = 400 where id = %s", (unused,))
    db.execute("delete from geofences where id = %s", (unused,))


def test_a_fence_does_not_change_while_something_with_it_is_launched(
    database: Database, db: Connection, place: Place
) -> None:
    fence = make_geofence(db, place.brand)
    made = draft(db, place, geofence_id=fence, fence_mode="refuse")
    change = "update geofences set radius_m = 300"
    with database.connect(autocommit=False) as other:
        db.execute("set lock_timeout = '100ms'")
        other.execute(change)
        assert refused(db, place, "launch", made).sqlstate == "55P03"
        other.rollback()
        with acting_as(other, place.owner):
            call(other, "app.launch_activation", made)
            assert refusal_of(db, change).sqlstate == "55P03"
        other.commit()
    assert refusal_of(db, change).sqlstate == "IA005"
