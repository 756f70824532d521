"""A link's signing key is replaced while shops go on: the one before is taken for as long as the answer says."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.links import ask, make_link
from tests.factories.money import make_participant
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.tracking_redirect.orders import click, key_of, link_id_of, order, signed
from tracking_redirect.conversions.service import signature_of

ROTATE = "select * from app.rotate_conversion_key(%s, %s, interval '24 hours')"


def rotate(user: UUID, link: str, body: object = None, **event: object) -> Answer:
    return ask("POST", f"tracking-links/{link}/conversion-key", user, body=body, **event)


@pytest.fixture
def link(database: Database, code: str) -> str:
    """The link's id."""
    return link_id_of(database, code)


@pytest.fixture
def body(code: str) -> dict[str, object]:
    """An order that its shop reports."""
    return order(click(code))


def status(code: str, body: dict[str, object], key: str) -> int:
    return signed(code, body, signature_of(key, json.dumps(body).encode())).status


def pass_hours(database: Database, hours: int) -> None:
    with database.connect() as db:
        db.execute(
            "update tracking_link_former_keys set valid_until = valid_until - make_interval(hours => %s)",
            (hours,),
        )


def test_both_keys_are_taken_until_the_overlap_ends(
    database: Database, owner: UUID, code: str, link: str, body: dict[str, object]
) -> None:
    old = key_of(owner, link).body["key"]
    rotated = rotate(owner, link)
    new = rotated.body["key"]
    assert (rotated.status, new != old, len(new)) == (201, True, 64)
    until = datetime.fromisoformat(rotated.body["previous_key_valid_until"])
    assert abs(until - datetime.now(UTC) - timedelta(hours=24)) < timedelta(minutes=1)
    assert key_of(owner, link).body == {"key": new}
    assert (status(code, body, old), status(code, body, new)) == (200, 200)
    pass_hours(database, 23)
    assert status(code, body, old) == 200
    pass_hours(database, 1)
    assert (status(code, body, old), status(code, body, new)) == (401, 200)


def test_who_rotates_twice_cuts_nobody_off(
    database: Database, owner: UUID, code: str, link: str, body: dict[str, object]
) -> None:
    keys = [key_of(owner, link).body["key"], *(rotate(owner, link).body["key"] for _ in range(2))]
    assert len(set(keys)) == 3
    assert [status(code, body, key) for key in keys] == [200, 200, 200]
    pass_hours(database, 24)
    assert [status(code, body, key) for key in keys] == [401, 401, 200]
    rotate(owner, link)
    with database.connect() as db:
        kept = db.execute("select key from tracking_link_former_keys").fetchall()
    assert kept == [(keys[2],)], "what is over is forgotten"


def test_a_key_in_wrong_hands_ends_at_once_with_all_before_it(
    owner: UUID, code: str, link: str, body: dict[str, object]
) -> None:
    keys = [key_of(owner, link).body["key"], rotate(owner, link).body["key"]]
    last = rotate(owner, link, {"overlap_hours": 0}).body
    assert datetime.fromisoformat(last["previous_key_valid_until"]) <= datetime.now(UTC)
    assert [status(code, body, key) for key in [*keys, last["key"]]] == [401, 401, 200]


def test_two_who_rotate_at_once_both_get_a_key_that_is_taken(
    database: Database, owner: UUID, code: str, link: str, body: dict[str, object]
) -> None:
    keys = [key_of(owner, link).body["key"], "a" * 64, "b" * 64]
    outcomes = run_at_once(database, *((str(owner), ROTATE, (link, key)) for key in keys[1:]))
    assert outcomes == ["ok", "ok"]
    assert [status(code, body, key) for key in keys] == [200, 200, 200]


def test_two_who_make_the_first_key_at_once(database: Database, owner: UUID, code: str, link: str) -> None:
    outcomes = run_at_once(database, *((str(owner), ROTATE, (link, key * 64)) for key in "ab"))
    assert outcomes == ["ok", "ok"]
    assert key_of(owner, link).body["key"] in {"a" * 64, "b" * 64}


def test_the_first_key_takes_the_place_of_none(owner: UUID, link: str) -> None:
    first = rotate(owner, link)
    assert (first.status, first.body["previous_key_valid_until"]) == (201, None)
    assert key_of(owner, link).body["key"] == first.body["key"]


def test_a_repeated_request_rotates_once(owner: UUID, link: str) -> None:
    key_of(owner, link)
    once = {"idempotency-key": "rotate-1"}
    first, again = (rotate(owner, link, headers=once) for _ in range(2))
    assert first.body == again.body


def test_only_a_brand_admin_rotates(database: Database, owner: UUID, campaign: UUID, link: str) -> None:
    with database.connect() as db:
        brand = brand_of(db, owner)
        manager, analyst = make_member(db, brand, "campaign_manager"), make_member(db, brand, "analyst")
        stranger, admin = make_user(db, "brand"), make_user(db, "admin")
        creator = make_user(db)
        make_participant(db, campaign, brand, creator)
        theirs = link_id_of(database, make_link(db, campaign, creator_user_id=creator))
    old = key_of(owner, link).body["key"]
    for member in (manager, analyst):
        assert (rotate(member, link).status, rotate(member, link).body["code"]) == (403, "FORBIDDEN")
    assert (rotate(stranger, link).status, rotate(creator, link).status, rotate(creator, theirs).status) == (
        404, 404, 403,
    )  # fmt: skip
    assert rotate(owner, str(uuid4())).status == 404
    assert key_of(owner, link).body["key"] == old, "it is there, and the same"
    assert rotate(admin, link).status == 201
    assert rotate(owner, theirs).status == 201


@pytest.mark.parametrize("hours", [-1, 169, 1.5, "24", True, None])
def test_an_impossible_overlap_is_malformed(owner: UUID, link: str, hours: object) -> None:
    old = key_of(owner, link).body["key"]
    assert rotate(owner, link, {"overlap_hours": hours}).status == 422
    assert key_of(owner, link).body["key"] == old


def test_it_is_audited_without_the_key(database: Database, owner: UUID, link: str) -> None:
    keys = [key_of(owner, link).body["key"], rotate(owner, link).body["key"]]
    with database.connect() as db:
        told = db.execute(
            "select action, user_id, resource_id, metadata::text from audit_logs"
            " where resource_type = 'tracking_link_keys' order by id"
        ).fetchall()
    assert [row[:3] for row in told] == [
        ("tracking_link_keys.insert", owner, link), ("tracking_link_keys.update", owner, link),
    ]  # fmt: skip
    assert not any(key in row[3] for row in told for key in keys)


def test_nobody_reads_an_old_key(database: Database, owner: UUID, link: str) -> None:
    key_of(owner, link)
    rotate(owner, link)
    outcomes = run_at_once(database, (str(owner), "select key from tracking_link_former_keys", ()))
    assert outcomes == ["42501"]
