"""Oneself, and what administrators do to others."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import Answer
from tests.factories.people import brand_of, make_member, make_user

EDGE = "/functions/v1/user-management"


@pytest.fixture
def admin(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "admin", email="root@example.com")


@pytest.fixture
def creator(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "creator", email="carla@example.com", full_name="Carla 100% Real")


def act(actor: UUID, action: str, user: UUID, **body: object) -> Answer:
    defaults: dict[str, object] = {"reason": "spam"} if action in {"ban-user", "suspend-user"} else {}
    return send("POST", EDGE, user=actor, body={"action": action, "user_id": str(user)} | defaults | body)


def test_a_person_reads_and_changes_their_profile(creator: UUID) -> None:
    me = send("GET", "/api/v1/users/me", user=creator)
    assert me.status == 200
    assert (me.body["email"], me.body["roles"], me.body["brands"]) == ("carla@example.com", ["creator"], [])
    changes = {
        "full_name": " Zoë 🎉 ",
        "bio": "<b>hi</b>",
        "avatar_url": "https://x.example/a.png",
        "phone": "+49 1",
    }
    changed = send("PATCH", "/api/v1/users/me", user=creator, body=changes).body
    assert {name: changed[name] for name in changes} == changes | {"full_name": "Zoë 🎉"}
    cleared = send("PATCH", "/api/v1/users/me", user=creator, body={"avatar_url": None}).body
    assert (cleared["avatar_url"], cleared["bio"]) == (None, "<b>hi</b>")
    assert send("PATCH", "/api/v1/users/me", user=creator, body={}).body == cleared


def test_a_person_says_where_it_is_what_time_for_them(database: Database, creator: UUID) -> None:
    assert send("GET", "/api/v1/users/me", user=creator).body["time_zone"] is None
    for zone in ("Asia/Kolkata", "UTC", None):
        changed = send("PATCH", "/api/v1/users/me", user=creator, body={"time_zone": zone})
        assert (changed.status, changed.body["time_zone"]) == (200, zone)
        with database.connect() as db:
            assert db.execute("select app.time_zone_of(%s)", (creator,)).fetchone() == (zone or "UTC",)
    for unknown in ("CET", "Mars/Phobos", "UTC+3"):
        refused = send("PATCH", "/api/v1/users/me", user=creator, body={"time_zone": unknown})
        assert (refused.status, refused.body["code"]) == (422, "TIME_ZONE_UNKNOWN")
    assert send("GET", "/api/v1/users/me", user=creator).body["time_zone"] is None


@pytest.mark.parametrize(
    "body",
    [
        {"avatar_url": "http://x.example/a.png"}, {"avatar_url": "javascript:alert(1)"}, {"bio": "x" * 2_001},
        {"full_name": None}, {"full_name": "NUL \x00"}, {"phone": "call me"}, {"email": "new@example.com"},
        {"roles": ["admin"]}, {"status": "active"}, {"time_zone": "x" * 65}, {"time_zone": ""}, {"time_zone": 1},
    ],
)  # fmt: skip
def test_a_malformed_profile_is_422(creator: UUID, body: dict[str, Any]) -> None:
    before = send("GET", "/api/v1/users/me", user=creator).body
    assert send("PATCH", "/api/v1/users/me", user=creator, body=body).status == 422
    assert send("GET", "/api/v1/users/me", user=creator).body == before


def test_a_member_sees_brands_with_permissions(database: Database) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand", full_name="Acme")
        analyst = make_member(db, brand_of(db, owner), "analyst")
    (own,) = send("GET", "/api/v1/users/me", user=owner).body["brands"]
    assert (own["name"], own["roles"]) == ("Acme", ["brand_admin"])
    assert own["permissions"] == ["campaign", "members", "money", "read"]
    (other,) = send("GET", "/api/v1/users/me", user=analyst).body["brands"]
    assert (other["brand_id"], other["permissions"]) == (own["brand_id"], ["read"])


def test_the_service_has_no_profile_and_a_stranger_no_right_to_one(creator: UUID) -> None:
    assert send("GET", "/api/v1/users/me", user=creator).status == 200
    assert send("GET", "/api/v1/users/me", service=True).status == 404
    assert send("GET", "/api/v1/users/me").status == 403


def test_a_ban_works_at_once_and_is_written_down(database: Database, admin: UUID, creator: UUID) -> None:
    answer = act(admin, "ban-user", creator, reason="fake followers")
    assert (answer.status, answer.body["status"]) == (200, "banned")
    refused = send("GET", "/api/v1/users/me", user=creator)
    assert (refused.status, refused.body["code"]) == (403, "ACCOUNT_BANNED")
    with database.connect() as db:
        assert db.execute(
            "select from_status, to_status, reason, changed_by from user_status_log where user_id = %s",
            (creator,),
        ).fetchall() == [("active", "banned", "fake followers", admin)]
        logged = db.execute(
            "select user_id, metadata ->> 'reason' from audit_logs"
            " where action = 'users.update' and resource_id = %s", (str(creator),)
        ).fetchone()  # fmt: skip
    assert logged == (admin, "fake followers")
    assert act(admin, "unban-user", creator).body["status"] == "active"
    assert send("GET", "/api/v1/users/me", user=creator).status == 200


def test_a_suspension_can_become_a_ban_but_not_the_other_way(admin: UUID, creator: UUID) -> None:
    assert act(admin, "suspend-user", creator).body["status"] == "suspended"
    assert send("GET", "/api/v1/users/me", user=creator).body["code"] == "ACCOUNT_SUSPENDED"
    assert act(admin, "ban-user", creator).body["status"] == "banned"
    answer = act(admin, "suspend-user", creator)
    assert (answer.status, answer.body["code"]) == (409, "USER_STATUS_TRANSITION_FORBIDDEN")


def test_the_same_ban_twice_is_one_line_in_the_log(database: Database, admin: UUID, creator: UUID) -> None:
    for _ in range(2):
        assert act(admin, "ban-user", creator).status == 200
    with database.connect() as db:
        assert db.execute("select count(*) from user_status_log").fetchone() == (1,)


@pytest.mark.parametrize(
    ("action", "body"),
    [("ban-user", {}), ("suspend-user", {}), ("update-role", {"role": "creator"}),
     ("update-role", {"role": "admin", "change": "revoke"})],
)  # fmt: skip
def test_nobody_bars_or_demotes_themselves(
    database: Database, admin: UUID, action: str, body: dict[str, str]
) -> None:
    with database.connect() as db:
        make_user(db, "admin")
    answer = act(admin, action, admin, **body)
    assert (answer.status, answer.body["code"]) == (409, "NOT_TO_YOURSELF")
    assert send("GET", "/api/v1/users/me", user=admin).body["roles"] == ["admin", "creator"]


def test_the_last_active_admin_stays(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        other = make_user(db, "admin")
        assert act(admin, "ban-user", other).status == 200
        for statement in (
            "update auth.users set status = 'banned' where id = %s",
            "delete from user_roles where user_id = %s",
        ):
            with pytest.raises(psycopg.Error) as refused:
                db.execute(statement, (admin,))
            assert refused.value.sqlstate == "IU005"


def test_roles_are_granted_revoked_and_set(admin: UUID, creator: UUID) -> None:
    assert act(admin, "update-role", creator, role="brand", change="grant").body["roles"] == [
        "brand",
        "creator",
    ]
    assert act(admin, "update-role", creator, role="brand", change="revoke").body["roles"] == ["creator"]
    assert act(admin, "update-role", creator, role="admin").body["roles"] == ["admin"]
    assert send("GET", "/api/v1/users", user=creator).status == 200


def test_whoever_is_made_an_agent_has_a_profile_which_outlives_the_role(
    database: Database, admin: UUID, creator: UUID
) -> None:
    def profiles() -> list[tuple[str, str]]:
        with database.connect() as db:
            return db.execute(
                "select status, status_reason from agent_profiles where user_id = %s", (creator,)
            ).fetchall()

    assert profiles() == []
    granted = act(admin, "update-role", creator, role="agent", change="grant")
    assert granted.body["roles"] == ["agent", "creator"]
    assert profiles() == [("active", "")]
    assert act(admin, "update-role", creator, role="agent", change="grant").status == 200
    assert act(admin, "update-role", creator, role="agent", change="revoke").body["roles"] == ["creator"]
    assert profiles() == [("paused", "The role was taken away.")]
    assert act(admin, "update-role", creator, role="agent").body["roles"] == ["agent"], "no other one"
    assert profiles() == [("active", "")]
    listed = send("GET", "/api/v1/users", user=admin, query={"role": "agent"}).body["data"]
    assert [account["id"] for account in listed] == [str(creator)]


def test_only_administrators_act_and_list(database: Database, creator: UUID) -> None:
    with database.connect() as db:
        brand, victim = make_user(db, "brand"), make_user(db, "creator")
        for actor in (brand, creator):
            for answer in (
                act(actor, "ban-user", victim),
                act(actor, "update-role", actor, role="admin"),
                send("GET", EDGE, user=actor, query={"action": "list-users"}),
                send("GET", "/api/v1/users", user=actor),
                send("GET", f"/api/v1/users/{victim}", user=actor),
            ):
                assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
        assert db.execute("select status from auth.users where id = %s", (victim,)).fetchone() == ("active",)
        assert db.execute("select count(*) from user_roles where role = 'admin'").fetchone() == (0,)


def test_an_unknown_person_is_404(admin: UUID) -> None:
    for action, body in [("ban-user", {}), ("unban-user", {}), ("update-role", {"role": "brand"})]:
        assert act(admin, action, uuid4(), **body).status == 404


def test_a_ban_needs_a_reason(admin: UUID, creator: UUID) -> None:
    assert act(admin, "ban-user", creator, reason="  ").status == 422
    assert act(admin, "ban-user", creator, reason="x" * 2_001).status == 422


def test_people_are_found_by_parts_of_name_and_address(
    database: Database, admin: UUID, creator: UUID
) -> None:
    with database.connect() as db:
        make_user(db, "brand", email="acme@example.com", full_name="Acme_Inc")

    def found(**query: str) -> list[str]:
        answer = send("GET", EDGE, user=admin, query={"action": "list-users"} | query)
        assert answer.status == 200
        return [account["email"] for account in answer.body["data"]]

    assert sorted(found()) == ["acme@example.com", "carla@example.com", "root@example.com"]
    assert found(search="CARL") == ["carla@example.com"]
    assert found(search="100%") == ["carla@example.com"]
    assert found(search="e_I") == ["acme@example.com"]
    assert found(search="%%") == found(search="'; drop table users; --") == []
    assert found(role="brand") == ["acme@example.com"]
    assert found(status="banned") == []
    act(admin, "ban-user", creator)
    assert found(status="banned", search="example") == ["carla@example.com"]


def test_the_list_is_walked_by_cursor(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        for _ in range(4):
            make_user(db, "creator")
    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        body = send("GET", "/api/v1/users", user=admin, query=query).body
        seen += [account["id"] for account in body["data"]]
        if (cursor := body["next_cursor"]) is None:
            break
    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen, reverse=True)
