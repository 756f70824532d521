"""The public page of a creator: only theirs to publish, gone with them, and nobody's script."""

import base64
import hashlib
import re
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import Answer, call, http_event
from tests.factories.people import make_user
from tests.integration.user_management.test_creators import ME, WHOLE
from tests.typing import Connection
from user_management import api

PATH = "/creators/zoe-kocht"


@pytest.fixture(autouse=True)
def _addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_BASE_URL", "https://api.example.com")
    monkeypatch.setenv("SHORT_LINK_BASE_URL", "https://s.example.com")


@pytest.fixture
def creator(database: Database) -> UUID:
    with database.connect() as db:
        user = make_user(db, "creator")
        db.execute(
            "insert into social_accounts (user_id, platform, platform_user_id, username, profile_url, follower_count,"
            " engagement_rate, last_synced_at) values (%s, 'tiktok', 't', 'zoe', 'https://www.tiktok.com/@zoe', 73223,"
            " 0.0471, '2026-11-02T10:00Z'), (%s, 'youtube', 'y', 'zoe', null, 120, 0, null)",
            (user, user),
        )
    assert send("PUT", ME, user=user, body=WHOLE).status == 200
    return user


def page(path: str = PATH, method: str = "GET") -> Answer:
    return call(api.lambda_handler, http_event(method, path))


def test_a_published_kit_is_a_page_with_dated_figures(creator: UUID) -> None:
    shown = page()
    assert (shown.status, shown.headers["content-type"]) == (200, "text/html; charset=utf-8")
    text = str(shown.body)
    assert '<h1 dir="auto">Zoë 🎉 Kocht</h1>' in text
    assert "73,223 followers, 4.7 % engagement" in text
    assert '<time datetime="2026-11-02">As of 2 November 2026</time>' in text
    assert "120 followers<br /><small>Not read yet</small>" in text
    assert "Takes little new work until 1 February 2031" in text
    assert 'href="https://cakes.example/a" rel="nofollow ugc noopener noreferrer"' in text
    assert "25000" not in text, "what they ask for is between them and brands"


def test_what_people_wrote_is_text(creator: UUID) -> None:
    body = WHOLE | {
        "display_name": '<script>alert(1)</script>"', "headline": '"><img src=x onerror=alert(1)>',
        "city": "<b>Köln</b>", "portfolio_links": ["https://cakes.example/?a=\"><script>"],
    }  # fmt: skip
    assert send("PUT", ME, user=creator, body=body).status == 200
    text = str(page().body)
    assert "<script" not in text
    assert "<img" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;" in text


def test_the_page_loads_nothing_and_says_so(creator: UUID) -> None:
    shown = page()
    policy = shown.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    (style,) = re.findall("<style>(.*?)</style>", str(shown.body), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy, "a browser would drop the style"
    assert shown.headers["cache-control"] == "public, max-age=120"


def test_a_picture_from_elsewhere_is_not_shown(creator: UUID) -> None:
    send("PATCH", "/api/v1/users/me", user=creator, body={"avatar_url": "https://spy.example/p.gif"})
    assert "spy.example" not in str(page().body)


def ban(db: Connection, user: UUID) -> None:
    db.execute("update auth.users set status = 'banned' where id = %s", (user,))


def suspend(db: Connection, user: UUID) -> None:
    db.execute("update auth.users set status = 'suspended' where id = %s", (user,))


def erase(db: Connection, user: UUID) -> None:
    request = db.execute(
        "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id", (user,)
    ).fetchall()[0]
    assert db.execute("select app.erase_user(%s)", request).fetchone() == ("done",)


def take_role(db: Connection, user: UUID) -> None:
    db.execute("delete from user_roles where user_id = %s", (user,))


@pytest.mark.parametrize("leave", [ban, suspend, erase, take_role])
def test_the_kit_of_who_is_no_active_creator_is_not_there(
    database: Database, creator: UUID, leave: object
) -> None:
    assert page().status == 200
    with database.connect() as db:
        leave(db, creator)  # type: ignore[operator]
    gone = page()
    assert (gone.status, gone.headers["cache-control"]) == (404, "no-store")
    assert "Zoë" not in str(gone.body)
    assert gone.body == page("/creators/nobody-has-this").body, "why is not said"


def test_a_kit_is_there_only_while_it_is_published(creator: UUID) -> None:
    assert page(method="HEAD").status == 200
    assert page(method="HEAD").body in ("", None)
    send("PUT", ME, user=creator, body=WHOLE | {"media_kit_public": False})
    assert page().status == page(method="HEAD").status == 404
    send("PUT", ME, user=creator, body=WHOLE | {"slug": "zoe-backt"})
    assert (page().status, page("/creators/zoe-backt").status) == (404, 200)


@pytest.mark.parametrize(
    "slug", ["ZOE-KOCHT", "zoe%20kocht", "%00", "%ff", "x" * 3_000, "..%2fme", "%F0%9F%8E%89"]
)
def test_a_strange_address_is_a_page_that_says_no(creator: UUID, slug: str) -> None:
    shown = page(f"/creators/{slug}")
    assert (shown.status, shown.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert page().status == 200
