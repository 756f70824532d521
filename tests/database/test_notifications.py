"""Notifications reach whom they concern, and settings have defaults that nobody can break."""

import psycopg
import pytest

from database_migrations.folder import database_directory
from tests.conftest import Database
from tests.factories.people import brand_of, make_member, make_user


def test_a_notification_queues_one_email_and_a_message_for_the_worker(database: Database) -> None:
    with database.connect() as db:
        user = make_user(db)
        db.execute("select app.notify(%s, 'payments', 'payment.received', 'Paid', 'You were paid.')", (user,))
        delivery = db.execute("select id::text, status from notification_deliveries").fetchall()
        queued = db.execute("select payload ->> 'delivery_id' from outbox where topic = 'notification.email'")
        assert [(row[0], "pending") for row in queued] == delivery
        assert len(delivery) == 1


def test_whoever_wants_no_mail_of_a_category_gets_none_but_finds_it_in_the_inbox(database: Database) -> None:
    with database.connect() as db:
        user = make_user(db)
        db.execute("insert into notification_preferences values (%s, 'payments', 'email', false)", (user,))
        for category in ("payments", "system"):
            db.execute("select app.notify(%s, %s, 'a.type', 'Title', 'Text')", (user, category))
        sent = db.execute(
            "select n.category from notification_deliveries as d join notifications as n"
            " on n.id = d.notification_id"
        ).fetchall()
        assert sent == [("system",)]
        assert db.execute("select count(*) from notifications").fetchone() == (2,)


def test_a_brand_is_told_through_its_active_members_with_the_permission(database: Database) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        brand = brand_of(db, owner)
        manager = make_member(db, brand, "campaign_manager", "analyst")
        make_member(db, brand, "analyst")
        gone = make_member(db, brand, "campaign_manager")
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (gone,))
        told = db.execute(
            "select app.notify_brand(%s, 'campaign', 'campaigns', 'a.type', 'Title', 'Text')", (brand,)
        ).fetchone()
        assert told == (2,)
        assert {row[0] for row in db.execute("select user_id from notifications")} == {owner, manager}


def test_administrators_are_told_who_are_active(database: Database) -> None:
    with database.connect() as db:
        active, suspended = make_user(db, "admin"), make_user(db, "admin")
        make_user(db, "brand")
        db.execute("update auth.users set status = 'suspended' where id = %s", (suspended,))
        told = db.execute(
            "select app.notify_administrators('payments', 'a.type', 'Title', 'Text')"
        ).fetchone()
        assert told == (1,)
        assert db.execute("select user_id from notifications").fetchall() == [(active,)]


def test_a_setting_has_its_default_until_an_administrator_changes_it(database: Database) -> None:
    with database.connect() as db:
        assert db.execute("select app.setting('payout_hold_days')").fetchone() == (7,)
        db.execute("insert into admin_settings (key, value) values ('payout_hold_days', '3')")
        assert db.execute("select app.setting('payout_hold_days')").fetchone() == (3,)
        assert db.execute("select app.setting('nobody_knows_this')").fetchone() == (None,)


@pytest.mark.parametrize(
    ("key", "value"),
    [("payout_hold_days", "-1"), ("payout_hold_days", "1.5"), ("payout_hold_days", '"7"'),
     ("payout_hold_days", "null"), ("platform_fee_basis_points", "10001"), ("nobody_knows_this", "1")],
)  # fmt: skip
def test_a_setting_outside_its_range_is_refused_by_name(
    shared_database: Database, key: str, value: str
) -> None:
    with shared_database.connect() as db, pytest.raises(psycopg.errors.CheckViolation) as refused:
        db.execute("insert into admin_settings (key, value) values (%s, %s)", (key, value))
    assert refused.value.diag.constraint_name == "admin_settings_value_is_within_its_range"


def test_a_default_that_a_release_changes_is_read_by_who_was_connected_before(database: Database) -> None:
    with database.connect() as db, database.connect() as before:
        asked = "select app.setting('deal_hold_days')"
        assert [before.execute(asked).fetchone() for _ in range(10)] == [(60,)] * 10
        source = (database_directory() / "functions/kernel/setting_definitions.sql").read_text()
        db.execute("set role app_owner")
        db.execute(source.replace("('deal_hold_days', 60,", "('deal_hold_days', 45,").encode())
        assert before.execute(asked).fetchone() == (45,)
