"""`GET /t/{code}`: a click is recorded before the visitor is sent on, without the visitor's address."""

import hashlib
import hmac
import ipaddress
import subprocess
import sys
from typing import Any
from uuid import UUID

import psycopg
import pytest

from local.environment import LAYER, TASK_ROOT
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import Answer, call, http_event
from tests.factories.links import make_link
from tracking_redirect import redirect

AGENT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)"


@pytest.fixture
def code(database: Database, monkeypatch: pytest.MonkeyPatch) -> str:
    """A link, and a process that connects as the redirect does."""
    monkeypatch.setenv("DATABASE_URL", database.url("redirect_login"))
    with database.connect() as db:
        return make_link(db, make_campaign(db), destination_url="https://shop.example.com/?utm_source=x#top")


def follow(code: str, method: str = "GET", suffix: str = "", **event: Any) -> Answer:
    built = http_event(method, f"/t/{code}{suffix}", **({"user_agent": AGENT} | event))
    return call(redirect.lambda_handler, {**built, "pathParameters": {"short_code": code}})


def events(database: Database) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute(
            "select id, event_type, visitor_ip_hash, user_agent, referrer from tracking_events order by id"
        ).fetchall()


def expected_hash(database: Database, address: str) -> UUID:
    """HMAC-SHA-256 of address and agent by Python's own hand, from the key that the stored block was made of."""
    with database.connect() as db:
        row = db.execute("select inner_block from tracking_hash_keys").fetchone()
    assert row is not None
    key = bytes(byte ^ 0x36 for byte in row[0])
    return UUID(bytes=hmac.new(key, f"{address} {AGENT}".encode(), hashlib.sha256).digest()[:16])


def test_a_visitor_is_sent_on_and_the_click_is_recorded(database: Database, code: str) -> None:
    answer = follow(code, headers={"referer": "https://instagram.com/p/1"})
    [(click, kind, visitor, agent, referrer)] = events(database)
    assert answer.status == 302
    assert answer.headers["location"] == f"https://shop.example.com/?utm_source=x&aclid={click.hex}#top"
    assert answer.headers["cache-control"] == "no-store"
    assert "referrer-policy" in answer.headers
    assert (kind, agent, referrer) == ("click", AGENT, "instagram.com")
    assert visitor == expected_hash(database, "203.0.113.9")


@pytest.mark.parametrize(
    ("address", "hashed"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", str(ipaddress.ip_network("2001:db8:1:2::/64").network_address)),
    ],
)
def test_the_hash_is_keyed_and_ipv6_is_cut(database: Database, code: str, address: str, hashed: str) -> None:
    follow(code, address=address)
    [(_, _, visitor, _, _)] = events(database)
    assert visitor == expected_hash(database, hashed)


def test_what_is_no_address_has_no_hash(database: Database, code: str) -> None:
    assert follow(code, address="not an address").status == 302
    assert events(database)[0][2] is None


def test_no_column_of_no_table_holds_the_address(database: Database, code: str) -> None:
    follow(code, address="198.51.100.77")
    with database.connect() as db:
        tables = db.execute(
            "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where c.relkind = 'r' and n.nspname in ('public', 'auth', 'ledger', 'local_identity')"
        ).fetchall()
        for (table,) in tables:
            found = db.execute(f"select 1 from {table} as t where t::text like '%198.51.100.77%'").fetchone()
            assert found is None, table


def test_a_forged_forwarding_header_is_not_believed(database: Database, code: str) -> None:
    follow(code, headers={"x-forwarded-for": "192.0.2.1", "cloudfront-viewer-address": "192.0.2.1:1"})
    assert events(database)[0][2] == expected_hash(database, "203.0.113.9")


@pytest.mark.parametrize(
    "unknown",
    [
        "nobody0",
        "x" * 10_000,
        "a/b",
        "%2e%2e",
        "ünïcode",
        "",
        "a\x00b",
        "'; drop table tracking_links; --",
        " ",
    ],
)
def test_a_code_that_leads_nowhere_is_a_page(database: Database, unknown: str) -> None:
    answer = follow(unknown)
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "This link leads nowhere" in answer.body
    assert events(database) == []


def test_a_link_that_is_off_is_a_page(database: Database) -> None:
    with database.connect() as db:
        code = make_link(db, make_campaign(db), disabled_at="2026-01-01")
    assert follow(code).status == 404
    assert events(database) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-purpose": "prefetch;prerender"}, {"sec-purpose": "prefetch, prerender"}, {"purpose": "preview"},
        {"x-moz": "prefetch"}, {"x-purpose": "preview", "x-fb-http-engine": "Liger"}, {"x-purpose": " Preview"},
    ],
)  # fmt: skip
def test_a_browser_that_looks_ahead_does_not_count(
    database: Database, code: str, headers: dict[str, str]
) -> None:
    assert follow(code, headers=headers).status == 404
    assert events(database) == []


def test_head_leads_where_get_would_and_records_nothing(database: Database, code: str) -> None:
    answer = follow(code, "HEAD")
    assert (answer.status, answer.body) == (302, "")
    assert answer.headers["location"] == "https://shop.example.com/?utm_source=x#top", (
        "no click, so no id of one"
    )
    pixel = follow(code, "HEAD", "/view.gif")
    assert (pixel.status, pixel.headers["content-type"], pixel.body) == (200, "image/gif", "")
    assert events(database) == []


def test_head_of_a_link_that_is_off_finds_nothing(database: Database) -> None:
    with database.connect() as db:
        off = make_link(db, make_campaign(db), disabled_at="2026-01-01")
    for code in (off, "nobody0"):
        answer = follow(code, "HEAD")
        assert (answer.status, answer.body) == (404, "")
    assert follow(off, "HEAD", headers={"sec-purpose": "prefetch"}).status == 404


def test_strange_headers_are_stored_as_far_as_they_can_be(database: Database, code: str) -> None:
    assert follow(code, user_agent="", headers={"referer": "https://x.example/" + "ü" * 8_000}).status == 302
    assert follow(code, user_agent="a\x00b\ud800", headers={"referer": "\x00"}).status == 302
    (_, _, _, no_agent, long_referrer), (_, _, _, agent, referrer) = events(database)
    assert (no_agent, long_referrer) == ("", "x.example")
    assert (agent, referrer) == ("ab?", "")


def test_the_database_down_is_a_page_and_a_503(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from common import database as runtime

    runtime.close()
    monkeypatch.setenv("DATABASE_URL", "postgresql://redirect_login@/nowhere?host=/nonexistent")
    answer = follow(code)
    assert (answer.status, "One moment" in answer.body) == (503, True)
    assert int(answer.headers["retry-after"]) > 0
    asked = follow(code, "HEAD")
    assert (asked.status, asked.body) == (503, "")


def test_a_session_that_was_ended_is_replaced(database: Database, code: str) -> None:
    follow(code)
    with database.connect() as db:
        ended = db.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'redirect_login'"
        )
        assert ended.fetchall() == [(True,)]
    assert follow(code).status == 302
    assert len(events(database)) == 2


def test_visitors_cannot_read_links_or_keys(database: Database) -> None:
    with database.connect("redirect_login") as db:
        for table in ("tracking_links", "tracking_events", "tracking_hash_keys"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(f"select * from public.{table}")


def test_the_redirect_loads_nothing_that_it_does_not_use() -> None:
    """Cold start: neither pydantic nor boto3 nor Powertools (6-facts.md has what they cost)."""
    program = (
        "import sys, tracking_redirect.redirect; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": f"{TASK_ROOT}:{LAYER}"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(finished.stdout.split())
    assert "psycopg" in loaded
    assert not loaded & {
        "pydantic",
        "boto3",
        "botocore",
        "aws_lambda_powertools",
        "jwt",
        "cryptography",
        "httpx",
    }


def test_a_visitors_own_query_is_forwarded(code: str) -> None:
    location = follow(code, query={"utm_source": "ig"}).headers["location"]
    assert location.startswith("https://shop.example.com/?utm_source=ig&aclid=")


@pytest.mark.parametrize(
    "behind", ["/", ".", ")", ",", "/.", " ", "?!", "\u201d", "\u2026", "\u00a0", "*", "\u3002\U0001f525"]
)
def test_what_a_sentence_puts_behind_a_link_is_no_part_of_it(code: str, behind: str) -> None:
    event = http_event("GET", f"/t/{code}{behind}", user_agent=AGENT)
    answer = call(redirect.lambda_handler, {**event, "pathParameters": {"proxy": f"{code}{behind}"}})
    assert answer.status == 302


def test_what_is_no_code_is_a_page(code: str) -> None:
    event = http_event("GET", f"/t/{code}/more", user_agent=AGENT)
    answer = call(redirect.lambda_handler, {**event, "pathParameters": {"proxy": f"{code}/more"}})
    assert (answer.status, "leads nowhere" in answer.body) == (404, True)
