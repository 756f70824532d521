"""One click without signing in ends mail (RFC 8058); to look at the link ends nothing."""

import base64
import re
import time
from typing import Any
from uuid import UUID, uuid4

import pytest

from common import database as runtime
from common.models.notifications import NotificationCategory
from notifications.unsubscribe import links
from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.inbox import request, tell

ONE_CLICK = b"List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=xyz"
PARTS = b'--xyz\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--xyz--\r\n'


def click(
    token: str, body: bytes | None = ONE_CLICK, content_type: str | None = FORM, **event: Any
) -> Answer:
    headers = {"content-type": content_type} if content_type else {}
    return request("POST", f"/unsubscribe/{token}", raw_body=body, headers=headers, **event)


def switched_off(database: Database, user: UUID) -> set[str]:
    with database.connect() as db:
        rows = db.execute(
            "select category from notification_preferences where user_id = %s and not enabled", (user,)
        ).fetchall()
    return {category for (category,) in rows}


def suppressed(database: Database) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute("select email, reason from notification_unsubscribes").fetchall()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(ONE_CLICK, FORM), (PARTS, MULTIPART), (ONE_CLICK, None), (None, None), (ONE_CLICK, "text/plain"),
     (b"\xff\xfe", "application/json"), (ONE_CLICK, "multipart/form-data"), (b"[]", "application/json")],
)  # fmt: skip
def test_a_click_of_any_mail_client_switches_the_category_off(
    database: Database, user: UUID, other: UUID, body: bytes | None, content_type: str | None
) -> None:
    token = links.sign(user, NotificationCategory.PAYMENTS)
    for _ in range(2):
        answer = click(token, body, content_type)
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/html")
    assert switched_off(database, user) == {"payments"}
    assert switched_off(database, other) == set()
    assert suppressed(database) == []
    with database.connect() as db:
        tell(db, user, "payments")
        assert db.execute("select count(*) from notification_deliveries").fetchone() == (0,)


def test_all_means_all_for_the_person_and_for_the_address(database: Database, user: UUID) -> None:
    token = links.sign(user, links.ALL)
    assert [click(token).status, click(token).status] == [200, 200]
    assert switched_off(database, user) == set(NotificationCategory)
    assert suppressed(database) == [("reader@example.com", "unsubscribed")]


def test_a_link_overrules_what_was_wanted(database: Database, user: UUID) -> None:
    with database.connect() as db:
        db.execute("insert into notification_preferences values (%s, 'system', 'email', true)", (user,))
    click(links.sign(user, NotificationCategory.SYSTEM))
    assert switched_off(database, user) == {"system"}


@pytest.mark.parametrize("status", ["banned", "suspended"])
def test_the_barred_may_leave_too(database: Database, user: UUID, status: str) -> None:
    with database.connect() as db:
        db.execute("update auth.users set status = %s where id = %s", (status, user))
    assert click(links.sign(user, links.ALL)).status == 200
    assert switched_off(database, user) == set(NotificationCategory)


def test_of_those_who_are_gone_nothing_is_written(database: Database, user: UUID) -> None:
    with database.connect() as db:
        db.execute("update auth.users set status = 'deleted' where id = %s", (user,))
    for token in (links.sign(user, links.ALL), links.sign(uuid4(), links.ALL)):
        assert click(token).status == 200
    assert switched_off(database, user) == set()
    assert suppressed(database) == []


def test_a_token_of_somebody_who_signed_in_as_another_changes_nothing_about_it(
    database: Database, user: UUID, other: UUID
) -> None:
    assert click(links.sign(user, NotificationCategory.SYSTEM), user=other).status == 200
    assert (switched_off(database, user), switched_off(database, other)) == ({"system"}, set())


def test_the_page_asks_and_changes_nothing(database: Database, user: UUID) -> None:
    for scope in (*NotificationCategory, links.ALL):
        path = f"/unsubscribe/{links.sign(user, scope)}"
        page = request("GET", path)
        assert page.status == 200
        assert '<form method="post">' in page.body
        assert "script" not in page.body
        assert page.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        head = request("HEAD", path)
        assert (head.status, head.body) == (200, "")
    assert switched_off(database, user) == set()
    assert suppressed(database) == []


def test_the_page_needs_no_database(monkeypatch: pytest.MonkeyPatch, user: UUID) -> None:
    runtime.close()
    monkeypatch.setenv("DATABASE_URL", "postgresql://api_login@127.0.0.1:9/none")
    token = links.sign(user, links.ALL)
    assert request("GET", f"/unsubscribe/{token}").status == 200
    answer = click(token)
    assert answer.status == 503
    assert answer.headers["content-type"].startswith("text/html")
    assert "You are unsubscribed" not in answer.body


def way_back(page: str) -> str:
    """The token of the form that takes an unsubscription back."""
    found = re.search(r'<form method="post" action="/unsubscribe/([\w-]+)">', page)
    assert found is not None, page
    return found[1]


@pytest.mark.parametrize("scope", [NotificationCategory.CAMPAIGNS, links.ALL])
def test_who_pressed_it_by_mistake_finds_the_way_back(
    database: Database, user: UUID, scope: links.Scope
) -> None:
    token = way_back(click(links.sign(user, scope)).body)
    for method in ("GET", "HEAD"):
        assert request(method, f"/unsubscribe/{token}").status == 200
    assert switched_off(database, user), "to look changes nothing"
    for _ in range(2):
        answer = click(token)
        assert (answer.status, "You get e-mails" in answer.body) == (200, True)
        assert switched_off(database, user) == set()
        assert suppressed(database) == []


def test_the_way_back_leads_no_further_than_where_one_came_from(database: Database, user: UUID) -> None:
    with database.connect() as db:
        db.execute("insert into notification_preferences values (%s, 'payments', 'email', false)", (user,))
        db.execute("insert into notification_unsubscribes values ('reader@example.com', 'bounced')")
        db.execute("alter table notification_preferences disable trigger user")
        db.execute("update notification_preferences set updated_at = now() - interval '1 day'")
        db.execute("alter table notification_preferences enable trigger user")
    click(way_back(click(links.sign(user, links.ALL)).body))
    assert switched_off(database, user) == {"payments"}
    assert suppressed(database) == [("reader@example.com", "bounced")]


def test_the_way_back_closes_after_an_hour(
    database: Database, user: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = way_back(click(links.sign(user, links.ALL)).body)
    later = time.time() + links.RETURN_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    for method in ("GET", "HEAD", "POST"):
        assert request(method, f"/unsubscribe/{token}").status == 404
    assert switched_off(database, user) == set(NotificationCategory)


def test_an_unsubscribe_link_is_no_way_back_and_cannot_be_made_one(database: Database, user: UUID) -> None:
    raw = bytearray(base64.urlsafe_b64decode(links.sign(user, NotificationCategory.SYSTEM) + "=="))
    raw[0] = links.RETURN_VERSION
    token = base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("=")
    click(links.sign(user, NotificationCategory.SYSTEM))
    assert click(token).status == 404
    assert switched_off(database, user) == {"system"}


def test_a_page_of_a_bad_link_says_what_it_was_for_and_what_to_do(user: UUID) -> None:
    page = request("GET", f"/unsubscribe/{links.sign(user, links.ALL)[:-1]}").body
    assert "unsubscribe link" in page
    assert "from the mail" in page
    assert "settings" in page


def forged(user: UUID) -> list[str]:
    token = links.sign(user, NotificationCategory.SYSTEM)
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    other_category = base64.urlsafe_b64encode(raw[:49] + b"all").decode().rstrip("=")
    return ["x", token[:-1], token + "A", other_category, "<script>alert(1)</script>", "%00", "a" * 5_000]


def test_a_forged_link_is_a_small_page_that_leads_nowhere(database: Database, user: UUID) -> None:
    for token in forged(user):
        for method in ("GET", "HEAD", "POST"):
            answer = request(method, f"/unsubscribe/{token}")
            assert answer.status == 404, token
        assert "<script" not in request("GET", f"/unsubscribe/{token}").body
    assert switched_off(database, user) == set()


def test_without_a_key_the_stage_says_that_it_is_not_configured(
    database: Database, user: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = links.sign(user, links.ALL)
    monkeypatch.delenv("UNSUBSCRIBE_SIGNING_KEY")
    for method in ("GET", "POST"):
        assert request(method, f"/unsubscribe/{token}").status == 503
    assert switched_off(database, user) == set()
