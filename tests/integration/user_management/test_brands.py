"""Brands: read and changed by their admins, and seen by nobody else."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.accounts import mails, send
from tests.factories.people import brand_of, make_user
from tests.factories.teams import BRANDS, accept, invite, newcomer


def test_a_brand_is_read_and_changed_by_its_admin(owner: UUID, brand: str) -> None:
    changes = {
        "name": "Acme 🎉",
        "slug": "acme",
        "website": "https://acme.example/",
        "description": "<b>We</b>",
    }
    changed = send("PATCH", brand, user=owner, body=changes)
    assert changed.status == 200
    assert send("GET", brand, user=owner).body == changed.body
    assert {name: changed.body[name] for name in changes} == changes
    typed = send("PATCH", brand, user=owner, body={"website": "HTTPS://Acme.Example?a"})
    assert typed.body["website"] == "https://acme.example/?a"
    assert send("PATCH", brand, user=owner, body={"website": None}).body["website"] is None
    assert [b["slug"] for b in send("GET", BRANDS, user=owner).body["data"]] == ["acme"]


@pytest.mark.parametrize(
    "body",
    [{"name": ""}, {"name": None}, {"slug": "Not A Slug"}, {"slug": "-x"}, {"website": "http://a.example"},
     {"logo_url": "ftp://x"}, {"logo_url": "https://user:pw@a.example/x.png"}, {"website": "https://go.example.org/"},
     {"website": "https://user:pw@127.0.0.1:1/"}, {"website": "https://localhost/"}, {"website": "https://[::1]/"},
     {"website": "https://evil\\@shop.example.com/"},
     {"description": "x" * 5_001}, {"owner_user_id": str(UUID(int=1))}],
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
    opened = send("POST", BRANDS, user=owner, body={"name": "Second"}, headers={"idempotency-key": "a"})
    assert opened.status == 201
    again = send("POST", BRANDS, user=owner, body={"name": "Second"}, headers={"idempotency-key": "a"})
    assert again.body == opened.body
    assert send("GET", f"{BRANDS}/{opened.body['id']}", user=owner).body["owner_user_id"] == str(owner)
    assert len(send("GET", BRANDS, user=owner).body["data"]) == 2
    assert send("POST", BRANDS, user=newcomer(database), body={"name": "Mine"}).status == 403


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


def test_a_person_belongs_to_a_hundred_brands_and_joins_another_after_leaving_one(
    database: Database, owner: UUID, brand: str
) -> None:
    with database.connect() as db:
        other = make_user(db, "brand", email="other@example.com")
        db.execute("select app.create_brand(%s, 'Acme') from generate_series(1, 99)", (other,))
    answer = send("POST", BRANDS, user=other, body={"name": "One more"})
    assert (answer.status, answer.body["code"]) == (409, "TOO_MANY_BRANDS")
    assert invite(owner, brand, "other@example.com").status == 201
    token = mails(database, "team_invitation")[-1]["token"]
    answer = accept(other, token)
    assert (answer.status, answer.body["code"]) == (409, "TOO_MANY_BRANDS")
    left = send("GET", BRANDS, user=other).body["data"][0]["id"]
    assert send("DELETE", f"{BRANDS}/{left}/members/{other}", user=other).status == 204
    assert accept(other, token).status == 200, "the invitation is still open"
    assert len(send("GET", "/api/v1/users/me", user=other).body["brands"]) == 100


def test_nobody_and_nothing_is_called_like_an_address(owner: UUID, brand: str) -> None:
    """Mail says these names to whoever is invited."""
    account = {"email": "new@example.com", "password": "a long enough Passw0rd", "role": "brand"}
    for method, path, field, more in (
        ("POST", BRANDS, "name", {}),
        ("PATCH", brand, "name", {}),
        ("PATCH", "/api/v1/users/me", "full_name", {}),
        ("POST", "/api/v1/auth/sign-up", "full_name", account),
    ):
        refused = send(method, path, user=owner, body={**more, field: "www.instagram.com"})
        assert (refused.status, refused.body["code"]) == (422, "NAME_IS_AN_ADDRESS")
        assert refused.body["details"] == [{"field": field}]
