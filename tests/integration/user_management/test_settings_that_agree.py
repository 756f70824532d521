"""Settings that need each other: clicks are kept for as long as an order of theirs may still be credited."""

from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from database_migrations.folder import database_directory
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import Answer

MIGRATION = database_directory() / "migrations" / "20261205002000_settings_that_agree.sql"
RETENTION, WINDOW, REPORT = "tracking_retention_days", "conversion_window_days", "conversion_report_days"
PUT = (
    "insert into admin_settings (key, value, updated_by) values (%s, %s, auth.uid())"
    " on conflict (key) do update set value = excluded.value, updated_by = excluded.updated_by"
)


def put(admin: UUID, key: str, value: int) -> Answer:
    return send("PUT", f"/api/v1/settings/{key}", user=admin, body={"value": value})


@pytest.mark.parametrize(
    ("key", "value", "detail"),
    [
        (RETENTION, 59, {"least": 60, "setting": RETENTION}),
        (WINDOW, 61, {"least": 91, "setting": RETENTION}),
        (REPORT, 61, {"least": 91, "setting": RETENTION}),
    ],
)
def test_clicks_go_no_sooner_than_their_orders_may_come(
    admin: UUID, key: str, value: int, detail: dict[str, object]
) -> None:
    refused = put(admin, key, value)
    assert (refused.status, refused.body["code"]) == (409, "SETTINGS_DISAGREE")
    assert refused.body["details"] == [detail]
    assert put(admin, key, 60).status == 200


def test_a_default_that_no_longer_fits_does_not_come_back(admin: UUID) -> None:
    assert put(admin, RETENTION, 400).status == 200
    assert put(admin, WINDOW, 365).status == 200
    gone = send("DELETE", f"/api/v1/settings/{RETENTION}", user=admin)
    assert (gone.status, gone.body["code"]) == (409, "SETTINGS_DISAGREE")
    assert send("DELETE", f"/api/v1/settings/{WINDOW}", user=admin).status == 204
    assert send("DELETE", f"/api/v1/settings/{RETENTION}", user=admin).status == 204


def test_both_sides_at_once_do_not_pass_each_other(database: Database, admin: UUID) -> None:
    outcomes = run_at_once(
        database, (str(admin), PUT, (RETENTION, Jsonb(70))), (str(admin), PUT, (WINDOW, Jsonb(50)))
    )
    assert sorted(outcomes) == ["IV001", "ok"]


def test_a_row_of_before_is_no_obstacle_to_other_settings(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        db.execute("alter table admin_settings disable trigger guard_settings")
        db.execute("insert into admin_settings (key, value) values (%s, '5')", (RETENTION,))
        db.execute("alter table admin_settings enable trigger guard_settings")
    assert put(admin, "payout_hold_days", 3).status == 200
    assert put(admin, RETENTION, 6).status == 409


@pytest.mark.parametrize(("before", "after"), [(5, 60), (59, 60), (60, 60), (400, 400)])
def test_a_retention_of_before_is_raised_to_what_is_needed(
    database: Database, before: int, after: int
) -> None:
    with database.connect() as db:
        db.execute("alter table admin_settings disable trigger guard_settings")
        db.execute("insert into admin_settings (key, value) values (%s, %s)", (RETENTION, Jsonb(before)))
        db.execute("alter table admin_settings enable trigger guard_settings")
    with database.connect("app_owner", autocommit=False) as migrating:
        migrating.execute(MIGRATION.read_text().partition("-- migrate:down")[0].encode())
    with database.connect() as db:
        assert db.execute("select app.setting(%s)", (RETENTION,)).fetchone() == (after,)
        forced = "select relforcerowsecurity from pg_class where oid = 'admin_settings'::regclass"
        assert db.execute(forced).fetchone() == (True,)


def test_the_nights_of_the_default_keep_the_clicks_of_an_open_window(database: Database) -> None:
    with database.connect() as db:
        kept = db.execute(
            "select (app.setting(%s))::integer - (app.setting(%s))::integer - (app.setting(%s))::integer",
            (RETENTION, WINDOW, REPORT),
        ).fetchone()
        assert kept is not None
        assert kept[0] >= 0
        with pytest.raises(psycopg.DatabaseError) as refused:
            db.execute("insert into admin_settings (key, value) values (%s, '5')", (RETENTION,))
        assert refused.value.sqlstate == "IV001"
