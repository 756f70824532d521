"""`GET /r/{code}`: a touch is recorded before the visitor is sent on to the site, which gets its token alone."""

import hashlib
import subprocess
import sys
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import psycopg
import pytest

from agents import redirect
from common import database as runtime
from local.environment import LAYER, TASK_ROOT
from tests.conftest import Database
from tests.factories.agents import make_agent, make_code
from tests.factories.events import Answer, call, http_event
from tests.factories.links import PHONE
from tests.typing import Connection

CODE = "SOLO-TEN"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
PREVIEWS = (
    "WhatsApp/2.23.20.0 A", "TelegramBot (like TwitterBot)", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "Twitterbot/1.0", "curl/8.5.0", "",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
)  # fmt: skip


@pytest.fixture
def db(database: Database, monkeypatch: pytest.MonkeyPatch) -> Connection:
    """With a process that connects as the redirect does."""
    monkeypatch.setenv("DATABASE_URL", database.url("redirect_login"))
    return database.connect()


@pytest.fixture
def agent(db: Connection) -> UUID:
    """An agent with a code."""
    made = make_agent(db)
    make_code(db, made, CODE)
    return made


def follow(code: str = CODE, method: str = "GET", to: str | None = None, **event: Any) -> Answer:
    query = event.pop("query", {}) | ({} if to is None else {"to": to})
    built = http_event(method, f"/r/{code}", query=query, **({"user_agent": PHONE} | event))
    return call(redirect.lambda_handler, {**built, "pathParameters": {"code": code}})


def token_of(answer: Answer) -> str | None:
    """The token in the address that a visitor is sent to."""
    return parse_qs(urlsplit(answer.headers["location"]).query).get("ref", [None])[0]


def touches(db: Connection) -> list[tuple[Any, ...]]:
    return db.execute(
        "select kind, landing, utm, user_agent_class, visitor_hash is not null, token_hash from referral_touches"
        " order by id"
    ).fetchall()


def test_a_visitor_is_sent_to_the_site_with_the_token_of_the_touch(db: Connection, agent: UUID) -> None:
    answer = follow(to="/gigs?city=Berlin", query={"utm_source": "news", "gclid": "somebodys"})
    token = token_of(answer)
    assert token is not None
    assert len(token) >= 22
    assert answer.status == 302
    assert answer.headers["location"] == f"http://127.0.0.1:3000/gigs?city=Berlin&ref={token}"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "set-cookie" not in answer.headers
    assert touches(db) == [
        (
            "click",
            "/gigs",
            {"utm_source": "news", "gclid": ""},
            "mobile",
            True,
            hashlib.sha256(token.encode()).digest(),
        )
    ]
    row = db.execute(
        "select t.agent_user_id, c.code, extract(day from t.expires_at - t.at)::integer from referral_touches as t"
        " join referral_codes as c on c.id = t.code_id"
    ).fetchone()
    assert row == (agent, CODE, 90)


def test_each_touch_has_a_token_of_its_own_and_no_row_holds_one(db: Connection, agent: UUID) -> None:
    first, second = token_of(follow()), token_of(follow())
    assert first != second
    held = db.execute("select t::text from referral_touches as t").fetchall()
    assert len(held) == 2
    assert not [row for (row,) in held if str(first) in row or "203.0.113.9" in row or "iPhone" in row]


@pytest.mark.parametrize(
    "typed", ["solo-ten", "S0L0TEN", "SOLO-TEN.", "SOLO-TEN/", "SOLO-TEN)", "soloten\u2026"]
)
def test_a_link_works_however_it_is_typed(db: Connection, agent: UUID, typed: str) -> None:
    assert token_of(follow(typed)) is not None
    behind = http_event("GET", f"/r/{typed}", user_agent=DESK) | {"pathParameters": {"proxy": typed}}
    assert call(redirect.lambda_handler, behind).status == 302
    assert [row[3] for row in touches(db)] == ["mobile", "desktop"]


@pytest.mark.parametrize(
    "to", ["//evil.example", "/\\evil.example", "https://evil.example", "/%2Fevil.example", "/a\r\nX: y"]
)
def test_nobody_is_sent_elsewhere(db: Connection, agent: UUID, to: str) -> None:
    answer = follow(to=to)
    assert answer.headers["location"] == f"http://127.0.0.1:3000/?ref={token_of(answer)}"
    assert touches(db)[0][1] == "/"


def test_an_app_that_a_link_opened_gets_a_touch_of_its_own_kind(db: Connection, agent: UUID) -> None:
    follow(query={"dl": "1"})
    follow(query={"dl": "yes"})
    assert [row[0] for row in touches(db)] == ["deep_link", "click"]


def test_who_only_looks_makes_no_touch(db: Connection, agent: UUID) -> None:
    answers = [follow(method="HEAD"), *(follow(user_agent=preview) for preview in PREVIEWS)]
    for answer in answers:
        assert (answer.status, answer.headers["location"]) == (302, "http://127.0.0.1:3000/")
    assert (answers[0].body, touches(db)) == ("", [])


@pytest.mark.parametrize(
    "header", [{"sec-purpose": "prefetch;prerender"}, {"x-moz": "prefetch"}, {"purpose": "preview"}]
)
def test_a_browser_that_looks_ahead_gets_nothing_to_keep(
    db: Connection, agent: UUID, header: dict[str, str]
) -> None:
    assert follow(headers=header).status == 404
    assert touches(db) == []


@pytest.mark.parametrize(
    "code", ["NOBODYS1", "SOLO", "a" * 41, "%", "-", "SOLO TEN", "..", "\u017folo-ten", "S\0LO-TEN"]
)
def test_a_code_that_nobody_has_is_a_page(db: Connection, agent: UUID, code: str) -> None:
    answer = follow(code)
    assert (answer.status, "leads nowhere" in answer.body) == (404, True)
    assert touches(db) == []
    assert (follow(code, "HEAD").status, follow(code, "HEAD").body) == (404, "")


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("update referral_codes set disabled_at = now()", 404),
        ("update agent_profiles set status = 'banned'", 404),
        ("update auth.users set status = 'banned'", 404),
        ("update agent_profiles set status = 'paused'", 302),
        ("update auth.users set status = 'suspended'", 302),
        ("update referral_codes set max_uses = 1, uses = 1", 302),
    ],
)
def test_a_code_that_brings_nobody_makes_no_touch(
    db: Connection, agent: UUID, statement: str, status: int
) -> None:
    assert token_of(follow()) is not None
    db.execute(statement.encode())
    answer = follow(to="/gigs")
    assert answer.status == status
    assert answer.headers.get("location") == ("http://127.0.0.1:3000/gigs" if status == 302 else None)
    assert len(touches(db)) == 1


def test_the_database_down_loses_the_referral_and_not_the_visitor(
    db: Connection, agent: UUID, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    runtime.close()
    monkeypatch.setenv("DATABASE_URL", "postgresql://redirect_login@/nowhere?host=/nonexistent")
    for method in ("GET", "HEAD"):
        answer = follow(method=method, to="/gigs")
        assert (answer.status, answer.headers["location"]) == (302, "http://127.0.0.1:3000/gigs")
    assert [record.getMessage() for record in caplog.records] == ["referral link not looked up"] * 2


def test_a_month_without_a_place_loses_the_referral_and_not_the_visitor(db: Connection, agent: UUID) -> None:
    db.execute("select app.drop_touch_partitions('2000-01-01')")
    for (name,) in db.execute(
        "select inhrelid::regclass::text from pg_inherits where inhparent = 'referral_touches'::regclass"
    ).fetchall():
        db.execute(f"drop table {name}")
    answer = follow()
    assert (answer.status, answer.headers["location"]) == (302, "http://127.0.0.1:3000/")


def test_a_request_past_the_edge_is_refused(
    db: Connection, agent: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORIGIN_VERIFY_SECRET", "secret")
    assert follow().status == 403
    assert (
        follow(headers={"x-origin-verify": "secret", "cloudfront-viewer-address": "2001:db8::1:443"}).status
        == 302
    )
    assert len(touches(db)) == 1


def test_what_no_text_takes_breaks_nothing(db: Connection, agent: UUID) -> None:
    assert (
        follow(user_agent=f"{PHONE}\x00\ud800", query={"utm_source": "\ud800\x00", "x" * 5_000: "1"}).status
        == 302
    )
    assert len(touches(db)) == 1


def test_the_login_may_touch_and_read_nothing(database: Database) -> None:
    with database.connect("redirect_login") as other:
        for table in ("referral_codes", "referral_touches", "agent_profiles"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                other.execute(f"select * from public.{table}")


def test_a_start_loads_nothing_that_it_does_not_use() -> None:
    program = "import sys, agents.redirect; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    finished = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": f"{TASK_ROOT}:{LAYER}"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    dear = {
        "pydantic",
        "boto3",
        "aws_lambda_powertools",
        "ua_parser",
        "crawlerdetect",
        "jwt",
        "tracking_redirect",
    }
    assert not dear & set(finished.stdout.split())
