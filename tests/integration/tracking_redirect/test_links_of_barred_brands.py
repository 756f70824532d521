"""A ban works at once, for links as for tokens: nobody is led on for a brand that has nobody left who could act."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.links import make_link
from tests.factories.people import brand_of, make_member
from tests.integration.tracking_redirect.orders import click, key_of, link_id_of, order, report_signed
from tests.integration.tracking_redirect.queue_mode import (
    Clock,
    follow,
    received,
    recorded,
    start_cold,
    stop_database,
)
from tracking_redirect.visits import known_links, snapshot


def set_status(database: Database, user: UUID, status: str) -> None:
    """What an administrator does to an account."""
    with database.connect() as db:
        assert db.execute("update auth.users set status = %s where id = %s", (status, user)).rowcount == 1


@pytest.fixture
def code(database: Database, owner: UUID) -> str:
    """A link of the owner's brand, of which nobody else is a member."""
    with database.connect() as db:
        return make_link(db, make_campaign(db, owner))


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_links_lead_nowhere_while_a_brands_only_member_is_barred(
    database: Database, owner: UUID, code: str, method: str
) -> None:
    for status, answer in (("suspended", 404), ("active", 302), ("banned", 404), ("active", 302)):
        set_status(database, owner, status)
        assert follow(code, method).status == answer, status
    assert recorded(database) == (2 if method == "GET" else 0)


def test_links_lead_nowhere_once_the_last_member_is_deleted_or_has_left(
    database: Database, owner: UUID, code: str
) -> None:
    with database.connect() as db:
        db.execute(
            "alter table brand_memberships disable trigger user"
        )  # the last one cannot leave: an erasure can
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (owner,))
    assert follow(code).status == 404
    with database.connect() as db:
        db.execute("update brand_memberships set status = 'active' where user_id = %s", (owner,))
    assert follow(code).status == 302
    set_status(database, owner, "deleted")
    assert follow(code).status == 404


def test_links_lead_on_while_anybody_of_the_brand_can_act(database: Database, owner: UUID, code: str) -> None:
    with database.connect() as db:
        make_member(db, brand_of(db, owner), "analyst")
    set_status(database, owner, "banned")
    assert follow(code).status == 302


def test_views_are_not_counted_either(database: Database, owner: UUID, code: str) -> None:
    viewed = "select app.view_link(%s, '192.0.2.1', 'x', '')"
    for status, counted in (("banned", False), ("active", True)):
        set_status(database, owner, status)
        with database.connect("redirect_login") as db:
            assert db.execute(viewed, (code,)).fetchone() == (counted,)
    assert recorded(database) == 1


def test_memory_leads_on_for_its_minute_and_no_longer(
    database: Database, owner: UUID, code: str, clock: Clock, queue_url: str
) -> None:
    assert follow(code).status == 302
    set_status(database, owner, "banned")
    clock.now += known_links.SECONDS_FRESH + 1
    assert follow(code).status == follow(code, "HEAD").status == 404
    set_status(database, owner, "active")
    clock.now += known_links.SECONDS_FRESH + 1
    assert follow(code).status == 302
    assert len(received(queue_url)) == 2


@pytest.mark.usefixtures("queue_url")
def test_the_snapshot_leaves_links_of_barred_brands_out(
    database: Database, owner: UUID, code: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_status(database, owner, "banned")
    with database.connect() as db:
        other = make_link(db, make_campaign(db))
    assert snapshot.write_snapshot() == {"links": 1}
    start_cold(monkeypatch, clock)
    stop_database(monkeypatch)
    assert (follow(other).status, follow(code).status) == (302, 503)


def test_no_shop_signs_for_a_brand_that_nobody_can_act_for(
    database: Database, owner: UUID, code: str
) -> None:
    key = key_of(owner, link_id_of(database, code)).body["key"]
    body = order(click(code))
    for status, answer in (("suspended", 401), ("banned", 401), ("active", 200), ("deleted", 401)):
        set_status(database, owner, status)
        assert report_signed(code, key, body).status == answer, status


def test_a_shop_signs_for_a_link_that_was_switched_off_since(
    database: Database, owner: UUID, code: str
) -> None:
    key = key_of(owner, link_id_of(database, code)).body["key"]
    body = order(click(code))
    with database.connect() as db:
        db.execute("update tracking_links set disabled_at = now(), expires_at = now()")
    assert report_signed(code, key, body).body["is_new"]
