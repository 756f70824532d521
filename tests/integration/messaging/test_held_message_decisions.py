"""Who decides what becomes of a message that waits, once, and when it can only be refused."""

from typing import Any

import pytest

from tests.actors import Person
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.people import join_brand, make_member, make_user
from tests.integration.messaging.conftest import Room, ask
from tests.integration.messaging.holding import WHY, hold


@pytest.mark.parametrize(
    ("first", "second"), [("release", "release"), ("release", "refuse"), ("refuse", "release")]
)
def test_it_is_decided_once(room: Room, first: str, second: str) -> None:
    held = hold(room, room.owner)
    room.admin.post(f"/held-messages/{held['id']}/{first}", **WHY)
    assert room.admin.refused("POST", f"/held-messages/{held['id']}/{second}", **WHY) == (
        409,
        "ALREADY_REVIEWED",
    )
    assert len(room.person.get(f"{room.path}/messages")["data"]) == (first == "release")


def test_two_administrators_at_once(database: Database, room: Room) -> None:
    """One decides, the others are told that it is decided; and it is delivered once at most."""
    held = hold(room, room.owner)
    with database.connect() as db:
        admins = [make_user(db, "admin") for _ in range(4)]
    verbs = ["release", "refuse", "release", "refuse"]
    steps = [
        (str(admin), f"select app.{verb}_held_message(%s, 'because')", (held["id"],))
        for admin, verb in zip(admins, verbs, strict=True)
    ]
    outcomes = run_at_once(database, *steps)
    assert sorted(outcomes) == ["IZ006"] * 3 + ["ok"]
    delivered = len(room.person.get(f"{room.path}/messages")["data"])
    assert delivered == (verbs[outcomes.index("ok")] == "release")


def _closed(db: Any, room: Room) -> None:
    db.execute("update conversations set closed_at = now() where id = %s", (room.conversation_id,))


def _blocked(db: Any, room: Room) -> None:
    db.execute(
        "insert into user_blocks (blocker_user_id, blocked_user_id) values (%s, %s)",
        (room.person.id, room.owner.id),
    )


def _banned(db: Any, room: Room) -> None:
    db.execute("update auth.users set status = 'banned' where id = %s", (room.owner.id,))


def _left(db: Any, room: Room) -> None:
    join_brand(db, room.brand_id, make_user(db), "brand_admin")
    db.execute("delete from brand_memberships where user_id = %s", (room.owner.id,))


def _reads_only(db: Any, room: Room) -> None:
    join_brand(db, room.brand_id, make_user(db), "brand_admin")
    db.execute("delete from brand_user_roles where user_id = %s", (room.owner.id,))
    db.execute(
        "insert into brand_user_roles (brand_id, user_id, role) values (%s, %s, 'analyst')",
        (room.brand_id, room.owner.id),
    )


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (_closed, (409, "CONVERSATION_CLOSED")),
        (_blocked, (403, "BLOCKED")),
        (_banned, (409, "SENDER_CANNOT_WRITE")),
        (_left, (409, "SENDER_CANNOT_WRITE")),
        (_reads_only, (409, "SENDER_CANNOT_WRITE")),
    ],
)
def test_who_could_not_write_now_is_not_made_to_speak(
    database: Database, room: Room, happens: Any, told: tuple[int, str]
) -> None:
    """It still waits, and can be refused."""
    held = hold(room, room.owner)
    with database.connect() as db:
        happens(db, room)
    assert room.admin.refused("POST", f"/held-messages/{held['id']}/release", **WHY) == told
    assert room.person.get(f"{room.path}/messages")["data"] == []
    assert room.admin.post(f"/held-messages/{held['id']}/refuse", **WHY)["status"] == "refused"


def test_who_is_banned_may_have_written_for_a_person(database: Database, room: Room) -> None:
    held = hold(room, room.person)
    with database.connect() as db:
        db.execute("update auth.users set status = 'suspended' where id = %s", (room.person.id,))
    code = room.admin.refused("POST", f"/held-messages/{held['id']}/release", **WHY)[1]
    assert code == "SENDER_CANNOT_WRITE"


def test_nobody_decides_for_their_own_side(database: Database, room: Room) -> None:
    """An administrator of ours who is, or was, of the brand, or wrote it."""
    with database.connect() as db:
        own = make_member(db, room.brand_id, "brand_admin")
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (own,))
    held = hold(room, room.person)
    of_the_brand = Person(own, ask)
    for verb in ("release", "refuse"):
        assert of_the_brand.refused("POST", f"/held-messages/{held['id']}/{verb}", **WHY) == (
            403,
            "DECIDER_INVOLVED",
        )
    assert room.admin.post(f"/held-messages/{held['id']}/release", **WHY)["seq"] == 1
