"""Brands, their members, and invitations into them."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.accounts import mails, send
from tests.factories.events import Answer
from tests.factories.people import brand_of, make_member, make_user

PATH = "/api/v1/brands"


@pytest.fixture
def owner(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "brand", full_name="Acme")


@pytest.fixture
def brand(database: Database, owner: UUID) -> str:
    with database.connect() as db:
        return f"{PATH}/{brand_of(db, owner)}"


def invite(owner: UUID, brand: str, email: str = "new@example.com", role: str = "analyst") -> Answer:
    return send("POST", f"{brand}/invitations", user=owner, body={"email": email, "role": role})


def accept(user: UUID, token: str) -> Answer:
    return send("POST", "/api/v1/team-invitations/accept", user=user, body={"token": token})


def newcomer(database: Database, email: str = "new@example.com") -> UUID:
    with database.connect() as db:
        return make_user(db, "creator", email=email)


def member(database: Database, brand: str, *roles: str) -> UUID:
    with database.connect() as db:
        return make_member(db, UUID(brand.rpartition("/")[2]), *roles)


def test_a_brand_is_read_and_changed_by_its_admin(owner: UUID, brand: str) -> None:
    changes = {
        "name": "Acme 🎉",
        "slug": "acme",
        "website": "https://acme.example",
        "description": "<b>We</b>",
    }
    changed = send("PATCH", brand, user=owner, body=changes)
    assert changed.status == 200
    assert send("GET", brand, user=owner).body == changed.body
    assert {name: changed.body[name] for name in changes} == changes
    assert send("PATCH", brand, user=owner, body={"website": None}).body["website"] is None
    assert [b["slug"] for b in send("GET", PATH, user=owner).body["data"]] == ["acme"]


@pytest.mark.parametrize(
    "body",
    [{"name": ""}, {"name": None}, {"slug": "Not A Slug"}, {"slug": "-x"}, {"website": "http://a.example"},
     {"logo_url": "ftp://x"}, {"description": "x" * 5_001}, {"owner_user_id": str(UUID(int=1))}],
)  # fmt: skip
def test_a_malformed_brand_is_422(owner: UUID, brand: str, body: dict[str, Any]) -> None:
    before = send("GET", brand, user=owner).body
    assert send("PATCH", brand, user=owner, body=body).status == 422
    assert send("GET", brand, user=owner).body == before


def test_a_slug_belongs_to_one_brand(database: Database, owner: UUID, brand: str) -> None:
    with database.connect() as db:
        db.execute(
            "update brand_profiles set slug = 'taken' where id = %s", (brand_of(db, make_user(db, "brand")),)
        )
    answer = send("PATCH", brand, user=owner, body={"slug": "taken"})
    assert (answer.status, answer.body["code"]) == (409, "SLUG_TAKEN")


def test_a_person_with_the_role_brand_opens_a_second_one(database: Database, owner: UUID) -> None:
    opened = send("POST", PATH, user=owner, body={"name": "Second"}, headers={"idempotency-key": "a"})
    assert opened.status == 201
    again = send("POST", PATH, user=owner, body={"name": "Second"}, headers={"idempotency-key": "a"})
    assert again.body == opened.body
    assert send("GET", f"{PATH}/{opened.body['id']}", user=owner).body["owner_user_id"] == str(owner)
    assert len(send("GET", PATH, user=owner).body["data"]) == 2
    assert send("POST", PATH, user=newcomer(database), body={"name": "Mine"}).status == 403


def test_another_tenants_brand_does_not_exist(database: Database, brand: str, owner: UUID) -> None:
    with database.connect() as db:
        stranger = make_user(db, "brand")
    requests: list[tuple[str, str, object]] = [
        ("GET", brand, None), ("PATCH", brand, {"name": "Mine"}), ("GET", f"{brand}/members", None),
        ("PUT", f"{brand}/members/{owner}", {"roles": ["analyst"]}), ("DELETE", f"{brand}/members/{owner}", None),
        ("POST", f"{brand}/invitations", {"email": "x@example.com", "role": "analyst"}),
        ("GET", f"{brand}/invitations", None), ("DELETE", f"{brand}/invitations/{uuid4()}", None),
    ]  # fmt: skip
    for method, path, body in requests:
        assert send(method, path, user=stranger, body=body).status == 404, path
    assert send("GET", brand, user=owner).body["name"] == "Acme"


def test_members_see_each_other_and_only_admins_manage(database: Database, owner: UUID, brand: str) -> None:
    analyst, manager = member(database, brand, "analyst"), member(database, brand, "campaign_manager")
    listed = send("GET", f"{brand}/members", user=analyst).body["data"]
    assert {m["user_id"]: m["roles"] for m in listed} == {
        str(owner): ["brand_admin"], str(analyst): ["analyst"], str(manager): ["campaign_manager"],
    }  # fmt: skip
    for actor in (analyst, manager):
        path = f"{brand}/members/{actor}"
        assert send("PUT", path, user=actor, body={"roles": ["brand_admin"]}).status == 403
        assert send("DELETE", f"{brand}/members/{owner}", user=actor).status == 403
        assert send("PATCH", brand, user=actor, body={"name": "Ours"}).status == 403
        assert invite(actor, brand).status == 403
        assert send("GET", f"{brand}/invitations", user=actor).status == 403


def test_roles_of_a_member_are_replaced(database: Database, owner: UUID, brand: str) -> None:
    analyst = member(database, brand, "analyst")
    path = f"{brand}/members/{analyst}"
    roles = {"roles": ["campaign_manager", "brand_admin"]}
    assert send("PUT", path, user=owner, body=roles).body["roles"] == ["brand_admin", "campaign_manager"]
    assert send("PATCH", brand, user=analyst, body={"name": "Now I may"}).status == 200
    for malformed in ([], ["owner"], "analyst"):
        assert send("PUT", path, user=owner, body={"roles": malformed}).status == 422
    assert send("PUT", f"{brand}/members/{uuid4()}", user=owner, body=roles).status == 404


def test_the_last_brand_admin_stays(database: Database, owner: UUID, brand: str) -> None:
    member(database, brand, "analyst")
    path = f"{brand}/members/{owner}"
    for answer in (
        send("PUT", path, user=owner, body={"roles": ["analyst"]}),
        send("DELETE", path, user=owner),
    ):
        assert (answer.status, answer.body["code"]) == (409, "LAST_BRAND_ADMIN")
    assert len(send("GET", f"{brand}/members", user=owner).body["data"]) == 2


def test_a_removed_member_is_out_at_once_and_comes_back_with_new_roles_only(
    database: Database, owner: UUID, brand: str
) -> None:
    person = newcomer(database)
    invite(owner, brand, role="brand_admin")
    accept(person, mails(database, "team_invitation")[-1]["token"])
    assert send("DELETE", f"{brand}/members/{person}", user=owner).status == 204
    assert send("GET", brand, user=person).status == 404
    assert send("DELETE", f"{brand}/members/{person}", user=owner).status == 404
    invite(owner, brand, role="analyst")
    assert accept(person, mails(database, "team_invitation")[-1]["token"]).status == 200
    listed = send("GET", f"{brand}/members", user=owner).body["data"]
    assert {m["user_id"]: m["roles"] for m in listed}[str(person)] == ["analyst"]


def test_an_invited_person_joins_once(database: Database, owner: UUID, brand: str) -> None:
    invited = invite(owner, brand, "New@Example.com")
    assert (invited.status, invited.body["email"]) == (201, "new@example.com")
    (mail,) = mails(database, "team_invitation")
    assert (mail["to"], mail["brand_name"]) == ("new@example.com", "Acme")
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
