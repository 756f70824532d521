"""Who asks most at the moment, as administrators see it."""

from uuid import UUID

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.limits import limit_in_general

LIMITS = "/api/v1/system/rate-limits"


def test_whoever_took_most_is_the_first(database: Database, admin: UUID, owner: UUID, rival: UUID) -> None:
    limit_in_general(database, 10)
    for user, times in ((rival, 1), (owner, 3)):
        for _ in range(times):
            send("GET", "/api/v1/brands", user=user)
    with database.connect() as db:
        db.execute("insert into rate_buckets (key, tat) values ('request|person|a:past', now() - interval '1 second'),"
                   " ('sign_in|address|a:1b', now() + interval '1 minute')")  # fmt: skip
    found: list[dict[str, object]] = []
    cursor = None
    while not found or cursor:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = send("GET", LIMITS, user=admin, query=query).body
        found += page["data"]
        cursor = page["next_cursor"]
    assert [(taken["limit"], taken["per"], taken["user_id"]) for taken in found] == [
        ("request", "person", str(owner)), ("sign_in", "address", None), ("request", "person", str(rival)),
    ]  # fmt: skip


def test_others_see_nothing(database: Database, owner: UUID) -> None:
    limit_in_general(database, 10)
    assert send("GET", LIMITS, user=owner).status == 403
    with database.connect() as db:
        assert db.execute("select count(*) from rate_buckets").fetchone() == (1,)


def test_a_cursor_that_we_did_not_give_is_refused(admin: UUID) -> None:
    for cursor in ("x", "WyIyMDI3Il0", ""):
        assert send("GET", LIMITS, user=admin, query={"cursor": cursor}).status == 422
