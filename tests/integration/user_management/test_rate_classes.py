"""How much of which class of work there may be: seen and changed by administrators, and in force at once."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.limits import limit

CLASSES = "/api/v1/system/rate-classes"
CREATE = f"{CLASSES}/create/person"


def open_brand(user: UUID) -> int:
    return send("POST", "/api/v1/brands", user=user, body={"name": "One more"}).status


def test_an_administrator_changes_a_limit_which_counts_from_the_next_request_on(
    database: Database, admin: UUID, owner: UUID
) -> None:
    limit(database, "create", 2)
    assert [open_brand(owner) for _ in range(2)] == [201, 201]
    changed = send("PUT", CREATE, user=admin, body={"rate": 1, "burst": 3}).body
    assert (changed["key"], changed["per"], changed["rate"], changed["burst"]) == ("create", "person", 1, 3)
    # One more than before, and no fresh burst.
    assert [open_brand(owner) for _ in range(2)] == [201, 429]
    with database.connect() as db:
        audited = db.execute(
            "select user_id, resource_id from audit_logs where resource_type = 'rate_classes' and user_id is not null"
        ).fetchall()
    assert audited == [(admin, "create:person")]


def test_every_limit_is_listed(admin: UUID) -> None:
    listed = send("GET", CLASSES, user=admin).body["data"]
    assert {"sign_in", "code", "refresh", "create"} <= {found["key"] for found in listed}


def test_others_see_and_change_nothing(database: Database, owner: UUID) -> None:
    assert send("GET", CLASSES, user=owner).status == 403
    assert send("PUT", CREATE, user=owner, body={"rate": 9, "burst": 9}).status == 403
    with database.connect() as db:
        kept = db.execute("select count(*) from rate_classes where rate = 9").fetchone()
    assert kept == (0,)


def test_an_unknown_limit_is_404(admin: UUID) -> None:
    for path in (f"{CLASSES}/unknown/person", f"{CLASSES}/create/address"):
        assert send("PUT", path, user=admin, body={"rate": 9, "burst": 9}).status == 404


@pytest.mark.parametrize("value", [0, -1, 1_000_001, 10**30, 1.5, "7", True, None])
def test_what_is_no_amount_is_422(admin: UUID, value: object) -> None:
    assert send("PUT", CREATE, user=admin, body={"rate": value, "burst": 3}).status == 422
    assert send("PUT", CREATE, user=admin, body={"rate": 3, "burst": value}).status == 422
