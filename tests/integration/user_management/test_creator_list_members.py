"""Who stands in a list, what a brand writes of them, and what becomes of it when they are barred or forgotten."""

from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.lists import add, connect, import_file, make_list, members
from tests.factories.people import make_erasure_request, make_user
from tests.integration.user_management.test_barred_brands import bar
from tests.typing import Connection

SOMEBODY = "01890000-0000-7000-8000-000000000000"

PATCHES = [
    {"note": "x" * 2_001}, {"tags": ["x" * 51]}, {"tags": [str(n) for n in range(21)]}, {"tags": [""]},
    {"tags": ["a\nb"]},
    {"tags": "beauty"}, {"note": None}, {"tags": None}, {"creator_user_id": SOMEBODY}, {"note": "zero\0byte"},
    {"tags": ["\u202egnp"]},
]  # fmt: skip


def erase(db: Connection, user: UUID) -> None:
    request = make_erasure_request(db, user)
    assert db.execute("select app.erase_user(%s)", (request,)).fetchone() == ("done",)


def test_creators_are_added_each_with_a_result(database: Database, owner: UUID, creator: UUID) -> None:
    with database.connect() as db:
        second, brand, banned = make_user(db), make_user(db, "brand"), make_user(db)
        db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
    path = make_list(owner)
    given = (creator, brand, second, banned, uuid4(), creator)
    assert add(owner, path, *given) == [
        "added", "not_a_creator", "added", "not_a_creator", "not_a_creator", "already_listed",
    ]  # fmt: skip
    assert add(owner, path, creator) == ["already_listed"]
    assert {one["creator_user_id"] for one in members(owner, path)} == {str(creator), str(second)}


def test_a_member_is_shown_by_what_the_creator_says_of_themselves(
    database: Database, owner: UUID, creator: UUID
) -> None:
    with database.connect() as db:
        db.execute(
            "update creator_profiles set display_name = 'Maria', slug = 'maria-m', media_kit_public = true"
            " where user_id = %s",
            (creator,),
        )
    path = make_list(owner)
    add(owner, path, creator)
    (listed,) = members(owner, path)
    card = {"id": str(creator), "display_name": "Maria", "avatar_url": None, "slug": "maria-m"}
    assert (listed["state"], listed["creator"]) == ("here", card)
    assert (listed["platform"], listed["handle"], listed["claimed_name"]) == (None, None, "")


def test_notes_and_tags_are_written_and_searched(owner: UUID, creator: UUID, rival: UUID) -> None:
    path = make_list(owner)
    add(owner, path, creator, rival)
    first = next(one for one in members(owner, path) if one["creator_user_id"] == str(creator))
    where = f"{path}/members/{first['id']}"
    body = {"note": "Replies fast\nat night", "tags": ["beauty", "beauty", "paris"]}
    changed = send("PATCH", where, user=owner, body=body)
    assert (changed.status, changed.body["tags"]) == (200, ["beauty", "paris"])
    assert changed.body["state"] == "here"
    kept = send("PATCH", where, user=owner, body={"tags": []}).body
    assert (kept["note"], kept["tags"]) == ("Replies fast\nat night", [])
    send("PATCH", where, user=owner, body={"tags": ["Paris"]})
    assert [one["id"] for one in members(owner, path, tag="Paris")] == [first["id"]]
    assert members(owner, path, tag="paris") == []
    other = make_list(owner, "Another")
    assert send("PATCH", f"{other}/members/{first['id']}", user=owner, body={"note": "x"}).status == 404


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: ascii(patch)[:40])
def test_a_note_or_tags_that_do_not_fit_are_refused(
    owner: UUID, creator: UUID, patch: dict[str, object]
) -> None:
    path = make_list(owner)
    add(owner, path, creator)
    (listed,) = members(owner, path)
    assert send("PATCH", f"{path}/members/{listed['id']}", user=owner, body=patch).status == 422
    assert members(owner, path) == [listed]


def test_members_leave_one_by_one_or_many_at_once(owner: UUID, creator: UUID, rival: UUID) -> None:
    path, other = make_list(owner), make_list(owner, "Another")
    add(owner, path, creator, rival)
    add(owner, other, creator)
    (foreign,) = members(owner, other)
    one, two = members(owner, path)
    assert send("DELETE", f"{path}/members/{one['id']}", user=owner).status == 204
    assert send("DELETE", f"{path}/members/{one['id']}", user=owner).status == 404
    body = {"member_ids": [two["id"], one["id"], foreign["id"]]}
    answer = send("POST", f"{path}/members/remove", user=owner, body=body).body
    assert (answer["removed"], [result["removed"] for result in answer["results"]]) == (
        1,
        [True, False, False],
    )
    assert [each["id"] for each in members(owner, other)] == [foreign["id"]]


@pytest.mark.parametrize("field", ["creator_user_ids", "member_ids"])
@pytest.mark.parametrize("ids", [[], ["x"], [SOMEBODY] * 101, None, "x"])
def test_too_many_or_no_ids_are_refused(owner: UUID, field: str, ids: object) -> None:
    path = make_list(owner)
    where = f"{path}/members" if field == "creator_user_ids" else f"{path}/members/remove"
    assert send("POST", where, user=owner, body={field: ids}).status == 422


def test_a_member_who_is_banned_is_listed_without_a_name_until_the_ban_ends(
    database: Database, admin: UUID, owner: UUID, creator: UUID
) -> None:
    path = make_list(owner)
    add(owner, path, creator)
    (listed,) = members(owner, path)
    bar(admin, creator)
    (barred,) = members(owner, path)
    assert (barred["state"], barred["creator"]) == ("unavailable", None)
    bar(admin, creator, "unban-user")
    assert members(owner, path) == [listed]


def test_a_member_who_is_erased_leaves_every_list_with_what_was_written(
    database: Database, owner: UUID, creator: UUID, rival: UUID
) -> None:
    path = make_list(owner)
    add(owner, path, creator, rival)
    with database.connect() as db:
        db.execute("update creator_list_members set note = 'Lives in Rue Oberkampf', tags = '{secret}'")
        erase(db, creator)
        left = db.execute("select creator_user_id, note from creator_list_members").fetchall()
        audited = db.execute("select count(*) from audit_logs where metadata::text ~ 'Oberkampf'").fetchone()
        receipt = db.execute("select receipt ->> 'creator_list_members' from erasure_requests").fetchone()
    assert left == [(rival, "Lives in Rue Oberkampf")]
    assert (audited, receipt) == ((0,), ("1",))


def test_what_a_brand_wrote_goes_with_the_last_of_its_people(
    database: Database, owner: UUID, creator: UUID
) -> None:
    path = make_list(owner)
    import_file(owner, path, "handle,name,note\ncarla,Carla,Hard to reach", platform="tiktok")
    add(owner, path, creator)
    with database.connect() as db:
        colleague = make_user(db, "brand")
        kept = make_list(colleague, "Of another brand")
        add(colleague, kept, creator)
        erase(db, owner)
        assert db.execute(
            "select count(*), count(distinct brand_id) from creator_list_members"
        ).fetchone() == (1, 1)
    assert len(members(colleague, kept)) == 1


def test_a_creators_export_has_nothing_of_a_brands_notes(owner: UUID, creator: UUID) -> None:
    path = make_list(owner)
    add(owner, path, creator)
    (listed,) = members(owner, path)
    send("PATCH", f"{path}/members/{listed['id']}", user=owner, body={"note": "Too expensive"})
    exported = send("GET", "/api/v1/users/me/export", user=creator)
    assert exported.status == 200
    assert "Too expensive" not in str(exported.body)


def test_a_list_as_csv_runs_nothing_in_a_spreadsheet(owner: UUID) -> None:
    path = make_list(owner)
    import_file(owner, path, 'handle,name,note\n+cmd,=1+1,"@sum(a1)"\n', platform="tiktok")
    answer = send("GET", f"{path}/members.csv", user=owner)
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.body.splitlines()[1] == (
        '"tiktok","\'+cmd","\'=1+1","","not_here_yet","","","\'@sum(a1)",""'
    )


def test_a_list_has_room_for_so_many(database: Database, owner: UUID, creator: UUID) -> None:
    path = make_list(owner)
    with database.connect() as db:
        db.execute(
            "insert into creator_list_members (list_id, brand_id, platform, handle)"
            " select l.id, l.brand_id, 'tiktok', 'no' || n from creator_lists as l, generate_series(1, 10000) as n"
        )
        connect(db, creator, "tiktok", "no7")
    assert add(owner, path, creator) == ["already_listed"], "whoever is in it takes no room"
    with database.connect() as db:
        another = make_user(db)
    body = {"creator_user_ids": [str(another)]}
    full = send("POST", f"{path}/members", user=owner, body=body)
    assert (full.status, full.body["code"], full.body["details"]) == (409, "LIST_FULL", [{"most": 10_000}])
    assert import_file(owner, path, "handle\nnew", platform="tiktok").body["code"] == "LIST_FULL"
    assert send("GET", path, user=owner).body["member_count"] == 10_000
