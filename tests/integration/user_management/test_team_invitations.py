"""Invitations into a brand: for one address, opened once, told to nobody."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.accounts import mails, send
from tests.factories.teams import accept, invite, newcomer


def test_an_invited_person_joins_once(database: Database, owner: UUID, brand: str) -> None:
    invited = invite(owner, brand, "New@Example.com")
    assert (invited.status, invited.body["email"]) == (201, "new@example.com")
    (mail,) = mails(database, "team_invitation")
    assert (mail["to"], mail["brand_name"]) == ("new@example.com", "Acme")
    assert (mail["role"], mail["days"]) == ("analyst", 7)
    assert "token" not in invited.body
    assert mail["token"] not in str(send("GET", f"{brand}/invitations", user=owner).body)
    person = newcomer(database)
    assert send("GET", brand, user=person).status == 404
    assert accept(person, mail["token"]).body["brand_id"] == brand.rpartition("/")[2]
    assert send("GET", brand, user=person).status == 200
    again = accept(person, mail["token"])
    assert (again.status, again.body["code"]) == (404, "TEAM_INVITATION_INVALID")
    assert invite(owner, brand).body["code"] == "ALREADY_MEMBER"
    with database.connect() as db:
        assert db.execute("select user_id from notifications where type = 'team.joined'").fetchone() == (
            owner,
        )


def test_an_invitation_opens_to_nobody_else(database: Database, owner: UUID, brand: str) -> None:
    invite(owner, brand)
    token = mails(database, "team_invitation")[-1]["token"]
    answer = accept(newcomer(database, "thief@example.com"), token)
    assert (answer.status, answer.body["code"]) == (403, "TEAM_INVITATION_FOR_ANOTHER")
    assert accept(newcomer(database), token).status == 200


@pytest.mark.parametrize("how", ["revoked", "replaced", "expired", "invented"])
def test_a_dead_invitation_opens_nothing(database: Database, owner: UUID, brand: str, how: str) -> None:
    invitation = invite(owner, brand).body
    token = mails(database, "team_invitation")[-1]["token"]
    match how:
        case "revoked":
            path = f"{brand}/invitations/{invitation['id']}"
            assert send("DELETE", path, user=owner).status == 204
            assert send("DELETE", path, user=owner).status == 404
        case "replaced":
            assert invite(owner, brand, role="brand_admin").status == 201
        case "expired":
            with database.connect() as db:
                db.execute("update team_invitations set expires_at = now()")
        case _:
            token = "invented"
    assert accept(newcomer(database), token).body["code"] == "TEAM_INVITATION_INVALID"


def test_the_audit_log_learns_neither_token_nor_address(database: Database, owner: UUID, brand: str) -> None:
    invite(owner, brand)
    with database.connect() as db:
        (logged,) = db.execute(
            "select metadata::text from audit_logs where action = 'team_invitations.insert'"
        ).fetchone() or ("",)
    assert "analyst" in logged
    assert "token_hash" not in logged
    assert "new@example.com" not in logged


def test_a_malformed_invitation_is_422(owner: UUID, brand: str) -> None:
    assert invite(owner, brand, "no address").status == 422
    assert invite(owner, brand, role="admin").status == 422
    assert send("GET", f"{brand}/invitations", user=owner).body["data"] == []
