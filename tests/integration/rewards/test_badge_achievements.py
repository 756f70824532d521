"""What badges are for: a page, the same for programs, a picture; hidden ones from the first badge on."""

import pytest

from rewards.badges.rendering import PICTURES
from tests.factories.badges import BASE, JSON, earn, get, sign
from tests.factories.people import make_user
from tests.factories.rewards import make_achievement
from tests.typing import Connection

PATH = "/badge-achievements/first-steps"


def test_an_achievement_is_a_page_and_an_object(db: Connection) -> None:
    make_achievement(db)
    assert '<h1 dir="auto">First steps</h1>' in str(get(PATH, accept="text/html").body)
    found = get(PATH, **JSON).body
    assert (found["id"], found["type"]) == (f"{BASE}{PATH}", ["Achievement"])
    assert found["criteria"] == {"narrative": "Do it once."}
    assert found["image"]["id"] == f"{BASE}{PATH}/picture.svg"


def test_a_hidden_one_is_shown_from_the_first_badge_that_somebody_publishes(db: Connection) -> None:
    key = make_achievement(db, hidden=True)
    assert [get(f"{PATH}{below}").status for below in ("", "/picture.svg")] == [404, 404]
    earn(db, make_user(db, "creator"), key, published=False)
    sign()
    assert get(PATH).status == 404
    db.execute("update user_achievements set published_at = now()")
    assert [get(f"{PATH}{below}").status for below in ("", "/picture.svg")] == [200, 200]


def test_a_retired_one_is_shown_for_badges_name_it(db: Connection) -> None:
    make_achievement(db, retired_at="2026-01-01")
    assert get(PATH).status == 200


def test_a_picture_is_its_own_or_that_of_all(db: Connection) -> None:
    make_achievement(db, image_key="no-such-picture")
    answer = get(f"{PATH}/picture.svg")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.body == (PICTURES / "badge.svg").read_text()
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("below", ["", "/picture.svg"])
def test_head_is_get_without_the_body(db: Connection, below: str) -> None:
    make_achievement(db)
    asked, whole = get(f"{PATH}{below}", "HEAD"), get(f"{PATH}{below}")
    assert (asked.status, asked.body, asked.headers) == (200, "", whole.headers)


@pytest.mark.parametrize(
    "key", ["nobody", "FIRST-STEPS", "%00", "%ff", "x" * 3_000, "..%2fbadge", "%F0%9F%8E%89"]
)
def test_a_strange_key_is_not_there(db: Connection, key: str) -> None:
    make_achievement(db)
    assert get(f"/badge-achievements/{key}").status == 404
    assert get(f"/badge-achievements/{key}/picture.svg").status == 404
