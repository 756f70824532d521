"""Posts outlive campaigns: a link whose time is over leads to its fallback, or says so; nobody is counted any more."""

from uuid import UUID

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.links import ask, generate, make_link, visit
from tests.factories.people import make_user
from tests.integration.tracking_redirect.queue_mode import (
    Clock,
    follow,
    received,
    recorded,
    start_cold,
    stop_database,
)
from tracking_redirect.visits import snapshot

PAST = "2026-01-01T00:00:00Z"
FALLBACK = "https://shop.example.com/over?a=1"


@pytest.fixture
def over(database: Database, campaign: UUID) -> str:
    """A link whose time is over, without a fallback."""
    with database.connect() as db:
        return make_link(db, campaign, expires_at=PAST)


@pytest.fixture
def replaced(database: Database, campaign: UUID) -> str:
    """One with a fallback."""
    with database.connect() as db:
        return make_link(db, campaign, expires_at=PAST, expired_url=FALLBACK)


def test_who_comes_too_late_is_told_so(database: Database, over: str) -> None:
    answer = follow(over)
    assert (answer.status, answer.headers["cache-control"]) == (410, "no-store")
    assert "time is over" in answer.body
    head = follow(over, "HEAD")
    assert (head.status, head.body) == (410, "")
    assert recorded(database) == 0


def test_or_led_to_the_fallback_with_their_query_and_without_a_click(
    database: Database, replaced: str
) -> None:
    answer = visit(replaced, query={"utm_source": "ig"})
    assert (answer.status, answer.headers["location"]) == (302, f"{FALLBACK}&utm_source=ig")
    assert follow(replaced, "HEAD").headers["location"] == FALLBACK
    with database.connect("redirect_login") as db:
        viewed = "select app.view_link(%s, '192.0.2.1', 'x', '')"
        assert db.execute(viewed, (replaced,)).fetchone() == (False,)
    assert recorded(database) == 0


def test_a_fallback_is_said_when_a_link_is_made_or_later_and_taken_back(owner: UUID, campaign: UUID) -> None:
    made = generate(owner, campaign, expired_url=" https://shop.example.com/over?aclid=0 ").body
    path = f"tracking-links/{made['id']}"
    assert made["expired_url"] == "https://shop.example.com/over"
    assert visit(made["short_code"]).status == 302
    changed = ask("PATCH", path, owner, body={"expires_at": PAST, "expired_url": FALLBACK}).body
    assert (changed["expired_url"], ask("GET", path, owner).body) == (FALLBACK, changed)
    assert visit(made["short_code"]).headers["location"] == FALLBACK
    assert ask("PATCH", path, owner, body={"expired_url": None}).body["expired_url"] is None
    assert visit(made["short_code"]).status == 410
    assert ask("PATCH", path, owner, body={"expires_at": None}).status == 200
    assert "aclid=" in visit(made["short_code"]).headers["location"]


@pytest.mark.parametrize(
    "address", ["https://go.example.org/t/abc", "http://shop.example.com/", "https://nas.lan/"]
)
def test_a_fallback_is_a_destination(owner: UUID, campaign: UUID, database: Database, address: str) -> None:
    link = generate(owner, campaign).body["id"]
    for refused in (
        generate(owner, campaign, expired_url=address),
        ask("PATCH", f"tracking-links/{link}", owner, body={"expired_url": address}),
    ):
        assert (refused.status, refused.body["code"]) == (422, "DESTINATION_REFUSED")
        assert refused.body["details"][0]["field"] == "body.expired_url"
    if "example.org" not in address:
        with database.connect() as db, pytest.raises(psycopg.errors.CheckViolation) as violation:
            db.execute("update tracking_links set expired_url = %s", (address,))
        assert violation.value.diag.constraint_name == "tracking_links_expired_url_is_public"


def test_a_fallback_is_not_for_who_may_not_change_the_link(
    owner: UUID, campaign: UUID, database: Database
) -> None:
    link = generate(owner, campaign).body["id"]
    with database.connect() as db:
        stranger = make_user(db, "brand")
    assert ask("PATCH", f"tracking-links/{link}", stranger, body={"expired_url": FALLBACK}).status == 404


def test_what_is_off_leads_to_no_fallback(database: Database, owner: UUID, replaced: str) -> None:
    with database.connect() as db:
        db.execute("update tracking_links set disabled_at = now()")
        assert follow(replaced).status == 404
        db.execute("update tracking_links set disabled_at = null")
        db.execute("update auth.users set status = 'banned' where id = %s", (owner,))
    assert follow(replaced).status == follow(replaced, "HEAD").status == 404


def test_the_queue_carries_nobody_who_comes_too_late(
    database: Database, over: str, replaced: str, queue_url: str
) -> None:
    assert (follow(over).status, follow(over, "HEAD").status) == (410, 410)
    assert follow(replaced).headers["location"] == FALLBACK
    assert follow(replaced, "HEAD").headers["location"] == FALLBACK
    assert received(queue_url) == []


def test_the_fallback_is_known_while_the_database_is_down(
    campaign: UUID, queue_url: str, clock: Clock, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = {
        "over": {},
        "gone": {"expired_url": FALLBACK},
        "runs": {"expires_at": "2098-01-01", "expired_url": FALLBACK},
    }
    with database.connect() as db:
        for code, columns in ends.items():
            make_link(db, campaign, **({"short_code": code, "expires_at": PAST} | columns))
    assert snapshot.write_snapshot() == {"links": 2}, "not what there is nothing to say about"
    start_cold(monkeypatch, clock)
    stop_database(monkeypatch)
    assert follow("gone").headers["location"] == FALLBACK
    assert "aclid=" in follow("runs").headers["location"]
    assert follow("over").status == 503
    assert len(received(queue_url)) == 1
