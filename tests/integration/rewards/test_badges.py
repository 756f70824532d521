"""The page of a badge: there while its person publishes it, gone when it is revoked, and nobody's script."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.badges import BASE, earn, get, page, sign, token
from tests.factories.people import make_erasure_request, make_user
from tests.factories.rewards import make_achievement
from tests.typing import Connection

BELOW = ["", "/credential.jwt", "/badge.png"]


@pytest.fixture
def person(db: Connection) -> UUID:
    return make_user(db, "creator")


@pytest.fixture
def credential(db: Connection, person: UUID) -> UUID:
    made = earn(db, person, make_achievement(db))
    sign()
    return made


def test_a_published_badge_is_a_page_with_whose_it_is_and_how_to_check_it(
    db: Connection, person: UUID, credential: UUID
) -> None:
    db.execute("update user_profiles set full_name = 'Zoë Kocht' where id = %s", (person,))
    shown = page(credential)
    assert (shown.status, shown.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (shown.headers["vary"], shown.headers["cache-control"]) == ("Accept", "public, max-age=300")
    text = str(shown.body)
    assert '<html lang="en">' in text
    assert text.count("<h1") == 1
    assert "<title>First steps · Atomic Influence</title>" in text
    assert '<strong dir="auto">Zoë Kocht</strong>' in text
    assert f'<link rel="canonical" href="{BASE}/badges/{credential}" />' in text
    assert f'href="/badges/{credential}/credential.jwt"' in text
    assert "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&amp;name=First+steps" in text


def test_what_people_wrote_is_text(db: Connection, person: UUID) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    db.execute("update user_profiles set full_name = %s where id = %s", (evil, person))
    made = earn(db, person, make_achievement(db, name=evil, description=evil, criteria=evil))
    sign()
    for path in (f"/badges/{made}", "/badge-achievements/first-steps"):
        text = str(get(path, accept="text/html").body)
        assert "<script" not in text
        assert "<img src=x" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_page_loads_nothing_of_elsewhere_and_says_so(credential: UUID) -> None:
    shown = page(credential)
    policy = shown.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    (style,) = re.findall("<style>(.*?)</style>", str(shown.body), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy, "a browser would drop the style"
    assert [source for source in re.findall('src="([^"]*)"', str(shown.body)) if "//" in source] == []


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", "application/ld+json"),
        ("application/ld+json, */*;q=0.1", "application/ld+json"),
        ("text/html;q=0.5, application/json", "application/ld+json"),
        ("APPLICATION/JSON", "application/ld+json"),
        ("text/html, application/json", "text/html; charset=utf-8"),
        ("text/html, application/json;q=0.9", "text/html; charset=utf-8"),
        ("application/json;q=0", "text/html; charset=utf-8"),
        ("application/json;q=rot", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("", "text/html; charset=utf-8"),
        (",;,q=;;\x00é" * 500, "text/html; charset=utf-8"),
    ],
)
def test_who_asks_is_answered_in_their_language(credential: UUID, accept: str, kind: str) -> None:
    for path in (f"/badges/{credential}", "/badge-achievements/first-steps", "/issuers/platform"):
        answer = get(path, accept=accept)
        assert (answer.status, answer.headers["content-type"]) == (200, kind)
        assert answer.headers["vary"] == "Accept"


def test_a_program_reads_the_claims_of_the_credential(credential: UUID) -> None:
    claims = get(f"/badges/{credential}", accept="application/json").body
    payload = token(credential).split(".")[1]
    assert claims == json.loads(base64.urlsafe_b64decode(payload + "=="))
    assert claims["id"] == f"{BASE}/badges/{credential}"


def test_addresses_never_come_of_the_host_that_a_request_names(credential: UUID) -> None:
    for path in (f"/badges/{credential}", "/issuers/platform", "/.well-known/did.json"):
        answer = get(
            path, accept="application/json", host="evil.example", **{"x-forwarded-host": "evil.example"}
        )
        assert "evil" not in json.dumps(answer.body)


def take_back(db: Connection, _: UUID) -> None:
    db.execute("update user_achievements set published_at = null")


def ban(db: Connection, user: UUID) -> None:
    db.execute("update auth.users set status = 'banned' where id = %s", (user,))


def suspend(db: Connection, user: UUID) -> None:
    db.execute("update auth.users set status = 'suspended' where id = %s", (user,))


def revoke(db: Connection, _: UUID) -> None:
    db.execute("select app.revoke_credential(id) from user_achievements")
    db.execute(
        "update user_achievements set published_at = null, revoked_at = now(), revoked_reason = 'A mistake.'"
    )


def erase(db: Connection, user: UUID) -> None:
    request = make_erasure_request(db, user)
    assert db.execute("select app.erase_user(%s)", (request,)).fetchone() == ("done",)


@pytest.mark.parametrize(
    ("leave", "status", "code"),
    [
        (take_back, 404, "NOT_FOUND"), (ban, 404, "NOT_FOUND"), (suspend, 404, "NOT_FOUND"),
        (revoke, 410, "BADGE_REVOKED"), (erase, 410, "BADGE_REVOKED"),
    ],
)  # fmt: skip
def test_a_badge_is_not_there_once_it_is_not_to_be_seen(
    db: Connection, credential: UUID, leave: Callable[[Connection, UUID], None], status: int, code: str
) -> None:  # fmt: skip
    person = db.execute("select user_id from badge_credentials").fetchall()[0][0]
    db.execute("update user_profiles set full_name = 'Zoë Kocht' where id = %s", (person,))
    assert [get(f"/badges/{credential}{below}").status for below in BELOW] == [200] * 3
    leave(db, person)
    shown = page(credential)
    assert (shown.status, shown.headers["cache-control"]) == (status, "no-store")
    assert "Zoë" not in str(shown.body)
    assert get(f"/badges/{credential}", accept="application/json").status == status
    for below in BELOW[1:]:
        answer = get(f"/badges/{credential}{below}")
        assert (answer.status, answer.body["code"]) == (status, code)
    assert get(f"/badges/{credential}", "HEAD").status == status


def test_a_private_badge_looks_like_one_that_never_was(db: Connection, person: UUID) -> None:
    private = earn(db, person, make_achievement(db), published=False)
    sign()
    hidden, absent = page(private), page(uuid4())
    assert (hidden.status, hidden.body) == (absent.status, absent.body)
    assert hidden.status == 404
    db.execute("update user_achievements set published_at = now()")
    assert page(private).status == 200


def test_a_badge_is_not_shown_before_it_is_signed(db: Connection, person: UUID) -> None:
    made = earn(db, person, make_achievement(db))
    assert page(made).status == 404
    sign()
    assert page(made).status == 200


def test_an_erased_badge_leaves_no_hash_of_its_person(db: Connection, person: UUID, credential: UUID) -> None:
    erase(db, person)
    row = db.execute(
        "select jwt, identity_salt, identity_hash, revoked_at is null from badge_credentials"
    ).fetchone()
    assert row == (None, None, None, False)


@pytest.mark.parametrize("below", BELOW)
def test_head_is_get_without_the_body(credential: UUID, below: str) -> None:
    asked, whole = get(f"/badges/{credential}{below}", "HEAD"), get(f"/badges/{credential}{below}")
    assert (asked.status, asked.body) == (200, "")
    assert asked.headers == whole.headers


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize(
    "text",
    ["x", "%00", "%ff", "x" * 3_000, "..%2fme", "%F0%9F%8E%89", "00000000-0000-0000-0000-00000000000g"],
)
def test_a_strange_address_is_not_there(database: Database, text: str, below: str) -> None:
    assert get(f"/badges/{text}{below}").status == 404


def test_a_badge_has_one_address_alone(credential: UUID) -> None:
    text = str(credential)
    assert page(credential).status == 200
    for other in (text.upper(), text.replace("-", ""), f"{{{text}}}", f"urn:uuid:{text}"):
        assert other == text or get(f"/badges/{other}").status == 404
