"""Nobody is mailed without end: how many invitations a brand, and all brands together, may send."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import mails, send
from tests.factories.events import Answer
from tests.factories.people import brand_of, make_user

STRANGER = "stranger@example.com"
MOST_OPEN, MOST_PER_DAY, MOST_TO_AN_ADDRESS, MOST_REPEATS = 50, 100, 5, 2


@pytest.fixture
def owner(database: Database) -> UUID:
    return new_brand(database)


def new_brand(database: Database) -> UUID:
    """The owner of one more brand."""
    with database.connect() as db:
        return make_user(db, "brand", full_name="Acme")


def fill(
    database: Database, owner: UUID, count: int, *, to: str | None = None, revoked: bool = False
) -> None:
    """Invitations of the owner's brand that went out before: all `to` one address, or each to another."""
    with database.connect() as db:
        db.execute(
            "insert into team_invitations (brand_id, email, role, token_hash, expires_at, revoked_at)"
            " select %(brand)s, coalesce(%(to)s, n || '@example.com'), 'analyst', sha256(uuidv7()::text::bytea),"
            "  now() + interval '7 days', case when %(revoked)s then now() end from generate_series(1, %(count)s) as n",
            {"brand": brand_of(db, owner), "to": to, "revoked": revoked, "count": count},
        )


def a_day_passes(database: Database) -> None:
    with database.connect() as db:
        db.execute(
            "update team_invitations set created_at = created_at - interval '1 day',"
            " expires_at = expires_at - interval '1 day'"
        )


def invite(database: Database, owner: UUID, email: str = STRANGER) -> Answer:
    with database.connect() as db:
        path = f"/api/v1/brands/{brand_of(db, owner)}/invitations"
    return send("POST", path, user=owner, body={"email": email, "role": "analyst"})


def refusal(answer: Answer) -> tuple[int, str, object]:
    return answer.status, answer.body["code"], answer.body["details"]


TOO_MANY = (429, "TOO_MANY_INVITATIONS", [{"most_open": MOST_OPEN, "most_per_day": MOST_PER_DAY}])
NOT_NOW: tuple[int, str, object] = (429, "ADDRESS_NOT_INVITABLE", [])


def test_a_brand_has_only_so_many_open_invitations(database: Database, owner: UUID) -> None:
    fill(database, owner, MOST_OPEN - 1)
    last = invite(database, owner)
    assert last.status == 201
    assert refusal(invite(database, owner, "another@example.com")) == TOO_MANY
    assert [mail["to"] for mail in mails(database, "team_invitation")] == [STRANGER]
    assert invite(database, owner).status == 201, "the same address again takes its own place"
    assert invite(database, new_brand(database), "another@example.com").status == 201, "others are free to"


@pytest.mark.parametrize(
    "freed_by", ["revoked_at = now()", "accepted_at = now()", "expires_at = now() - interval '1 second'"]
)
def test_an_invitation_that_ended_makes_room(database: Database, owner: UUID, freed_by: str) -> None:
    fill(database, owner, MOST_OPEN)
    assert refusal(invite(database, owner)) == TOO_MANY
    with database.connect() as db:
        db.execute(f"update team_invitations set {freed_by} where email = '1@example.com'")
    assert invite(database, owner).status == 201


def test_revoking_does_not_let_a_brand_mail_on_without_end(database: Database, owner: UUID) -> None:
    fill(database, owner, MOST_PER_DAY - 1, revoked=True)
    assert invite(database, owner).status == 201
    assert refusal(invite(database, owner, "another@example.com")) == TOO_MANY
    a_day_passes(database)
    assert invite(database, owner, "another@example.com").status == 201


def test_an_address_is_mailed_only_so_often_by_one_brand(database: Database, owner: UUID) -> None:
    for _ in range(MOST_REPEATS):
        assert invite(database, owner).status == 201
    assert refusal(invite(database, owner, STRANGER.upper())) == NOT_NOW
    assert len(mails(database, "team_invitation")) == MOST_REPEATS
    with database.connect() as db:
        still_open = db.execute("select count(*) from team_invitations where revoked_at is null").fetchone()
    assert still_open == (1,), "a refusal takes nothing back: the last invitation opens still"
    assert invite(database, owner, "another@example.com").status == 201
    assert invite(database, new_brand(database)).status == 201, "who repeats takes nothing from others"
    a_day_passes(database)
    assert invite(database, owner).status == 201


def test_more_brands_do_not_let_a_person_mail_more(database: Database, owner: UUID) -> None:
    fill(database, owner, MOST_PER_DAY, revoked=True)
    with database.connect() as db:
        db.execute("update team_invitations set invited_by = %s", (owner,))
    second = send("POST", "/api/v1/brands", user=owner, body={"name": "Second"}).body["id"]
    path, body = f"/api/v1/brands/{second}/invitations", {"email": STRANGER, "role": "analyst"}
    assert refusal(send("POST", path, user=owner, body=body)) == TOO_MANY
    a_day_passes(database)
    assert send("POST", path, user=owner, body=body).status == 201


def test_an_address_is_mailed_only_so_often_by_all_brands_and_none_learns_of_the_others(
    database: Database, owner: UUID
) -> None:
    for _ in range(MOST_TO_AN_ADDRESS):
        assert invite(database, new_brand(database)).status == 201
    assert refusal(invite(database, owner)) == NOT_NOW
    assert len(mails(database, "team_invitation")) == MOST_TO_AN_ADDRESS
