"""A status list as everybody gets it: signed, kept by caches for five minutes, and not sent twice."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt
import pytest

from rewards.badges.signature import claims_of
from tests.factories.badges import BASE, earn, get, public_pem, sign
from tests.factories.people import make_user
from tests.factories.rewards import make_achievement
from tests.typing import Connection


@pytest.fixture
def path(db: Connection) -> str:
    earn(db, make_user(db, "creator"), make_achievement(db))
    sign()
    return f"/status-lists/{list_id(db)}"


def list_id(db: Connection) -> UUID:
    found: UUID = db.execute("select id from badge_status_lists").fetchall()[0][0]
    return found


def revoke(db: Connection) -> None:
    db.execute("select app.revoke_credential(id) from user_achievements")


def test_a_list_is_a_token_of_our_issuer_that_caches_keep_for_five_minutes(path: str) -> None:
    answer = get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/vc+jwt")
    assert answer.headers["cache-control"] == "public, max-age=300"
    claims = jwt.decode(str(answer.body), public_pem(), algorithms=["ES256"])
    assert claims["id"] == claims["jti"] == f"{BASE}{path}"
    assert claims["issuer"] == claims["iss"] == f"{BASE}/issuers/platform"
    until = datetime.fromisoformat(claims["validUntil"]) - datetime.fromisoformat(claims["validFrom"])
    assert until == timedelta(days=7)


def test_who_has_a_list_is_not_sent_it_again_until_it_changed(db: Connection, path: str) -> None:
    tag = get(path).headers["etag"]
    again = get(path, **{"if-none-match": f'"x", {tag}'})
    assert (again.status, again.body, again.headers["etag"]) == (304, "", tag)
    revoke(db)
    sign()
    changed = get(path, **{"if-none-match": tag})
    assert changed.status == 200
    assert changed.headers["etag"] != tag


def test_a_list_is_signed_anew_when_it_changed_or_grew_old_and_not_else(db: Connection, path: str) -> None:
    assert [sign()["lists"] for _ in range(2)] == [0, 0]
    revoke(db)
    assert [sign()["lists"] for _ in range(2)] == [1, 0]
    db.execute("update badge_status_lists set signed_at = now() - interval '25 hours'")
    assert [sign()["lists"] for _ in range(2)] == [1, 0]
    claims = claims_of(str(get(path).body))
    assert datetime.fromisoformat(claims["validFrom"]) > datetime.now(UTC) - timedelta(minutes=5)


def test_a_list_that_is_not_signed_yet_is_not_there(db: Connection) -> None:
    earn(db, make_user(db, "creator"), make_achievement(db))
    assert get(f"/status-lists/{list_id(db)}").status == 404


def test_head_is_get_without_the_body(path: str) -> None:
    asked, whole = get(path, "HEAD"), get(path)
    assert (asked.status, asked.body, asked.headers) == (200, "", whole.headers)


@pytest.mark.parametrize("text", ["018f0000-0000-7000-8000-000000000000", "x", "%00", "%ff", "x" * 3_000])
def test_a_strange_list_is_not_there(path: str, text: str) -> None:
    assert get(f"/status-lists/{text}").status == 404
