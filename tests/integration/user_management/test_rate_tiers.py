"""Who may ask more often than others: given, changed and taken back by administrators."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import Answer
from tests.factories.people import brand_of

TIERS = "/api/v1/system/rate-tiers"
SOON = (datetime.now(UTC) + timedelta(days=30)).isoformat()


def give(admin: UUID, holder: str, holder_id: object, **body: object) -> Answer:
    return send("PUT", f"{TIERS}/{holder}/{holder_id}", user=admin, body={"reason": "A partner.", **body})


def tiers(database: Database) -> list[tuple[object, ...]]:
    with database.connect() as db:
        return db.execute(
            "select user_id, brand_id, tier, reason, given_by from rate_tiers order by id"
        ).fetchall()


def test_an_administrator_gives_changes_and_removes_a_tier(
    database: Database, admin: UUID, owner: UUID
) -> None:
    given = give(admin, "users", owner).body
    assert (given["user_id"], given["tier"], given["until"], given["given_by"]) == (
        str(owner),
        "premium",
        None,
        str(admin),
    )
    changed = give(admin, "users", owner, until=SOON, reason="A month more.").body
    assert changed["id"] == given["id"]
    assert tiers(database) == [(owner, None, "premium", "A month more.", admin)]
    assert send("DELETE", f"{TIERS}/users/{owner}", user=admin).status == 204
    assert send("DELETE", f"{TIERS}/users/{owner}", user=admin).status == 404
    assert tiers(database) == []
    with database.connect() as db:
        audited = db.execute("select action from audit_logs where resource_type = 'rate_tiers' and user_id = %s"
                             " order by created_at, id", (admin,)).fetchall()  # fmt: skip
    assert [action for (action,) in audited] == [
        "rate_tiers.insert",
        "rate_tiers.update",
        "rate_tiers.delete",
    ]


def test_tiers_are_listed_newest_first_by_pages(
    database: Database, admin: UUID, owner: UUID, rival: UUID
) -> None:
    with database.connect() as db:
        brand = brand_of(db, owner)
    made = [
        give(admin, holder, of).body["id"]
        for holder, of in (("users", owner), ("users", rival), ("brands", brand))
    ]
    first = send("GET", TIERS, user=admin, query={"limit": "2"}).body
    rest = send("GET", TIERS, user=admin, query={"limit": "2", "cursor": first["next_cursor"]}).body
    assert [tier["id"] for page in (first, rest) for tier in page["data"]] == made[::-1]
    assert rest["next_cursor"] is None
    assert send("GET", TIERS, user=admin, query={"cursor": "x"}).body["code"] == "CURSOR_INVALID"


def test_others_see_and_give_nothing(database: Database, admin: UUID, owner: UUID) -> None:
    give(admin, "users", owner)
    assert send("GET", TIERS, user=owner).status == 403
    assert give(owner, "users", owner).status == 403
    assert send("DELETE", f"{TIERS}/users/{owner}", user=owner).status == 403
    assert len(tiers(database)) == 1


@pytest.mark.parametrize("holder", ["users", "brands"])
def test_whom_nobody_knows_is_404(admin: UUID, holder: str) -> None:
    assert give(admin, holder, uuid4()).status == 404
    assert send("DELETE", f"{TIERS}/{holder}/{uuid4()}", user=admin).status == 404


@pytest.mark.parametrize(
    "body",
    [
        {"reason": ""}, {"reason": " "}, {"reason": "\u200b"}, {"reason": "x" * 2_001}, {"reason": None},
        {"tier": "gold"}, {"tier": None}, {"until": "2020-01-01T00:00:00Z"}, {"until": "tomorrow"},
        {"until": "2030-01-01"}, {"more": 1},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_tier_is_422(
    database: Database, admin: UUID, owner: UUID, body: dict[str, object]
) -> None:
    assert give(admin, "users", owner, **body).status == 422
    assert tiers(database) == []


@pytest.mark.parametrize("path", ["users/x", "teams/{owner}", "brands/{owner}/x"])
def test_what_is_no_holder_is_refused(database: Database, admin: UUID, owner: UUID, path: str) -> None:
    holder, _, holder_id = path.format(owner=owner).partition("/")
    assert give(admin, holder, holder_id).status in (404, 422)
    assert tiers(database) == []


def test_an_erased_persons_tier_goes_with_them(database: Database, admin: UUID, creator: UUID) -> None:
    give(admin, "users", creator)
    with database.connect() as db:
        db.execute("insert into erasure_requests (user_id, due_at) values (%s, now())", (creator,))
        assert db.execute("select app.erase_user(id) from erasure_requests").fetchall() == [("done",)]
    assert tiers(database) == []
