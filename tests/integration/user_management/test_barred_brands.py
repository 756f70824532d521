"""A brand in which nobody is left who can act has no open invitation."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.people import make_user
from tests.factories.teams import accept, invite, member, newcomer
from tests.typing import Connection

EDGE = "/functions/v1/user-management"


def bar(admin: UUID, user: UUID, action: str = "ban-user") -> None:
    body = {"action": action, "user_id": str(user), "reason": "Spam"}
    assert send("POST", EDGE, user=admin, body=body).status == 200


def invited(db: Connection, owner: UUID, number: int) -> UUID:
    """A creator with so many invitations of the owner's brand."""
    creator = make_user(db)
    for _ in range(number):
        make_invitation(db, make_campaign(db, owner), creator)
    return creator


def open_ones(database: Database) -> tuple[int, int]:
    """Open invitations of creators, and to teams."""
    with database.connect() as db:
        row = db.execute(
            "select (select count(*) from campaign_invitations where status = 'pending'),"
            " (select count(*) from team_invitations where revoked_at is null)"
        ).fetchone()
    assert row is not None
    return row


def test_a_ban_of_the_last_ends_the_brands_open_invitations(
    database: Database, admin: UUID, owner: UUID, brand: str
) -> None:
    with database.connect() as db:
        creator = invited(db, owner, 3)
        invited(db, make_user(db, "brand"), 1)  # another brand's
    invite(owner, brand)
    assert open_ones(database) == (4, 1)
    bar(admin, owner)
    assert open_ones(database) == (1, 0)
    with database.connect() as db:
        told = db.execute(
            "select caused_by from notifications where user_id = %s and type = 'invitation_expired'",
            (creator,),
        ).fetchall()
    assert told == [(owner,)] * 3  # its mail counts for who invited


def test_somebody_else_who_can_act_keeps_them(
    database: Database, admin: UUID, owner: UUID, brand: str
) -> None:
    second = member(database, brand, "analyst")
    with database.connect() as db:
        invited(db, owner, 1)
    bar(admin, owner)
    assert open_ones(database) == (1, 0)
    bar(admin, second)
    assert open_ones(database) == (0, 0)


@pytest.mark.parametrize("barred_before", ["suspend-user", "ban-user"])
def test_a_member_who_is_barred_is_nobody_who_can_act(
    database: Database, admin: UUID, owner: UUID, brand: str, barred_before: str
) -> None:
    second = member(database, brand, "brand_admin")
    with database.connect() as db:
        invited(db, owner, 1)
    bar(admin, second, barred_before)
    assert open_ones(database) == (1, 0)
    bar(admin, owner)
    assert open_ones(database) == (0, 0)


def test_a_suspension_ends_nothing(database: Database, admin: UUID, owner: UUID, brand: str) -> None:
    with database.connect() as db:
        invited(db, owner, 1)
    invite(owner, brand)
    bar(admin, owner, "suspend-user")
    assert open_ones(database) == (1, 1)
    bar(admin, owner)
    assert open_ones(database) == (0, 0)


def test_nobody_joins_a_brand_whose_administrators_are_banned(
    database: Database, admin: UUID, owner: UUID, brand: str
) -> None:
    """An analyst who is left keeps its invitations open: they would bring people into a brand that nobody manages."""
    member(database, brand, "analyst")
    assert invite(owner, brand).status == 201
    joining = newcomer(database)
    with database.connect() as db:
        row = db.execute("select payload ->> 'token' from outbox where payload ? 'invitation_id'").fetchone()
    assert row is not None
    bar(admin, owner)
    assert open_ones(database) == (0, 1)
    answer = accept(joining, row[0])
    assert (answer.status, answer.body["code"]) == (404, "TEAM_INVITATION_INVALID")
    bar(admin, owner, "unban-user")
    assert accept(joining, row[0]).status == 200


def test_who_leaves_as_the_last_leaves_no_invitation_open(
    database: Database, owner: UUID, brand: str
) -> None:
    """Its drafts have no money and run not, so nothing keeps their owner; nobody could ever answer who was invited."""
    second = member(database, brand, "brand_admin")
    with database.connect() as db:
        creator = invited(db, owner, 2)
    invite(owner, brand)
    assert send("DELETE", f"{brand}/members/{owner}", user=owner).status == 204
    assert open_ones(database) == (2, 1)
    assert send("DELETE", f"{brand}/members/{second}", user=second).status == 204
    assert open_ones(database) == (0, 0)
    with database.connect() as db:
        told = db.execute(
            "select type from notifications where user_id = %s and type = 'invitation_expired'", (creator,)
        ).fetchall()
    assert len(told) == 2


def test_who_is_erased_as_the_last_leaves_no_invitation_open(
    database: Database, owner: UUID, brand: str
) -> None:
    with database.connect() as db:
        invited(db, owner, 1)
        assert invite(owner, brand).status == 201
        request = db.execute(
            "insert into erasure_requests (user_id, due_at) values (%s, now()) returning id", (owner,)
        )
        assert db.execute("select app.erase_user(%s)", request.fetchone()).fetchone() == ("done",)
    assert open_ones(database) == (0, 0)
