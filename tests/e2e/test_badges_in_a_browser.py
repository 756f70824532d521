"""A badge in the running system: signed by its timer, shown in a browser, verified by who knows its addresses alone."""

from typing import Any
from uuid import UUID

import psycopg
import pytest
from openbadgeslib.ob3.verifier import OB3Verifier

from tests.e2e.conftest import RunningSystem
from tests.e2e.third_deal_badge import DESK, verifier
from tests.factories.people import make_user
from tests.factories.rewards import make_achievement, unlock
from tools.browser import look

PHONE = 375


@pytest.fixture(scope="module")
def badge(system: RunningSystem) -> UUID:
    """The id of a published badge."""
    with psycopg.connect(system.database_url, autocommit=True) as db:
        unlocked = unlock(db, make_user(db, "creator"), make_achievement(db, "seen-in-a-browser"))
        db.execute("update user_achievements set published_at = now() where id = %s", (unlocked,))
        made: UUID = db.execute("select app.prepare_credential(%s)", (unlocked,)).fetchall()[0][0]
    fired = system.fire("badges-sweep", "2026-11-30T12:00:00Z")
    assert fired.status_code == 200, fired.text
    return made


@pytest.fixture(scope="module")
def seen(system: RunningSystem, badge: UUID) -> list[dict[str, Any]]:
    """What a browser saw of the pages."""
    paths = (f"/badges/{badge}", "/badge-achievements/seen-in-a-browser", "/issuers/platform")
    return look(
        *({"url": f"{system.url}{path}", "width": width} for path in paths for width in (DESK, PHONE))
    )


def test_the_pages_are_whole_fit_their_screen_and_ask_nobody_else(
    system: RunningSystem, seen: list[dict[str, Any]]
) -> None:
    for one in seen:
        assert one["errors"] == []
        assert {answer["status"] for answer in one["requests"]} == {200}
        assert all(answer["url"].startswith((system.url, "data:")) for answer in one["requests"])
        assert (one["overflow_px"], one["small_text"]) == (0, 0)
        assert one["title"].endswith("· Atomic Influence")
    assert any(answer["url"].endswith("/picture.svg") for answer in seen[0]["requests"])
    assert "First steps" in seen[0]["text"]


def test_a_program_verifies_the_badge_over_http(system: RunningSystem, badge: UUID) -> None:
    address = f"/badges/{badge}"
    claims = system.client.get(address, headers={"accept": "application/json"}).json()
    token = system.client.get(f"{address}/credential.jwt").text
    picture = system.client.get(f"{address}/badge.png")
    assert picture.headers["content-type"] == "image/png"
    assert OB3Verifier.extract_token_from_png(picture.content) == token
    found = verifier(system).verify(
        token, check_status=True, download=lambda url: system.client.get(url).content
    )
    assert found.issuer.id == claims["iss"] == f"{system.url}/issuers/platform"
    assert system.client.head(address).status_code == 200
    status_list = claims["credentialStatus"]["statusListCredential"]
    tag = system.client.get(status_list).headers["etag"]
    assert system.client.get(status_list, headers={"if-none-match": tag}).status_code == 304
