"""Members of a brand: seen by each other, managed by its admins, of whom one stays."""

from uuid import UUID, uuid4

from tests.conftest import Database
from tests.factories.accounts import mails, send
from tests.factories.teams import accept, invite, member, newcomer


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
