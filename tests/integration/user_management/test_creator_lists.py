"""Lists of creators: shared in a brand, kept by those who run its campaigns, and nobody else's to see."""

from uuid import UUID

import pytest

from tests.concurrency import call_at_once
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.lists import LISTS, add, make_list, members
from tests.factories.people import brand_of, make_member, make_user
from tests.factories.teams import member
from tests.typing import Connection

MOST = 200


def fill(db: Connection, brand: UUID, number: int) -> None:
    db.execute("alter table creator_lists disable trigger require_room")
    db.execute(
        "insert into creator_lists (brand_id, name) select %s, 'No. ' || n from generate_series(1, %s) as n",
        (brand, number),
    )
    db.execute("alter table creator_lists enable trigger require_room")


def test_a_list_is_made_renamed_and_deleted_with_its_members(
    database: Database, owner: UUID, creator: UUID
) -> None:
    path = make_list(owner, "  For the summer ")
    assert add(owner, path, creator) == ["added"]
    shown = send("GET", path, user=owner).body
    assert (shown["name"], shown["member_count"], shown["created_by"]) == ("For the summer", 1, str(owner))
    renamed = send("PATCH", path, user=owner, body={"name": "For the winter"})
    assert (renamed.status, renamed.body["name"]) == (200, "For the winter")
    assert send("DELETE", path, user=owner).status == 204
    assert send("DELETE", path, user=owner).status == 404
    with database.connect() as db:
        assert db.execute("select count(*) from creator_list_members").fetchone() == (0,)


def test_the_brands_people_share_a_list_and_analysts_only_read(
    database: Database, owner: UUID, brand: str, creator: UUID
) -> None:
    path = make_list(owner)
    assert add(owner, path, creator) == ["added"]
    manager, analyst = member(database, brand, "campaign_manager"), member(database, brand, "analyst")
    assert send("PATCH", path, user=manager, body={"name": "Ours"}).status == 200
    assert send("GET", path, user=analyst).body["name"] == "Ours"
    (listed,) = members(analyst, path)
    for method, where, body in (
        ("POST", LISTS, {"name": "Mine", "brand_id": brand.rpartition("/")[2]}),
        ("PATCH", path, {"name": "Mine"}),
        ("DELETE", path, None),
        ("POST", f"{path}/members", {"creator_user_ids": [str(creator)]}),
        ("POST", f"{path}/members/remove", {"member_ids": [listed["id"]]}),
        ("POST", f"{path}/imports", {"content": "aGFuZGxlCng=", "platform": "tiktok"}),
        ("PATCH", f"{path}/members/{listed['id']}", {"note": "Mine"}),
        ("DELETE", f"{path}/members/{listed['id']}", None),
    ):
        answer = send(method, where, user=analyst, body=body)
        assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN"), (method, where)
    assert [one["note"] for one in members(analyst, path)] == [""]


@pytest.mark.parametrize("who", ["creator", "rival brand"])
def test_nobody_else_sees_a_list_or_who_is_in_it(
    database: Database, owner: UUID, creator: UUID, who: str
) -> None:
    """The creator who stands in it is told no more than a stranger."""
    path = make_list(owner)
    assert add(owner, path, creator) == ["added"]
    (listed,) = members(owner, path)
    with database.connect() as db:
        other = creator if who == "creator" else make_user(db, "brand")
        told = db.execute("select count(*) from notifications where user_id = %s", (creator,)).fetchone()
    assert told == (0,)
    assert send("GET", LISTS, user=other).body["data"] == []
    for method, where, body in (
        ("GET", path, None), ("GET", f"{path}/members", None), ("GET", f"{path}/members.csv", None),
        ("PATCH", path, {"name": "Mine"}), ("DELETE", path, None),
        ("POST", f"{path}/members", {"creator_user_ids": [str(creator)]}),
        ("PATCH", f"{path}/members/{listed['id']}", {"note": "Mine"}),
        ("DELETE", f"{path}/members/{listed['id']}", None),
        ("POST", f"{path}/members/remove", {"member_ids": [listed["id"]]}),
        ("POST", f"{path}/imports", {"content": "aGFuZGxlCng=", "platform": "tiktok"}),
    ):  # fmt: skip
        answer = send(method, where, user=other, body=body)
        assert (answer.status, answer.body["code"]) == (404, "NOT_FOUND"), (method, where)
    assert [one["id"] for one in members(owner, path)] == [listed["id"]]


def test_a_list_belongs_to_the_brand_that_is_named(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        other = make_user(db, "brand")
        foreign, mine = brand_of(db, other), brand_of(db, owner)
        creator = make_user(db)
    refused = send("POST", LISTS, user=owner, body={"name": "Theirs", "brand_id": str(foreign)})
    assert (refused.status, refused.body["code"]) == (403, "FORBIDDEN")
    assert send("POST", LISTS, user=creator, body={"name": "Mine"}).body["code"] == "NO_BRAND"
    second = send("POST", "/api/v1/brands", user=owner, body={"name": "Second"}).body["id"]
    assert send("POST", LISTS, user=owner, body={"name": "Which?"}).body["code"] == "BRAND_REQUIRED"
    for brand in (str(mine), second):
        made = send("POST", LISTS, user=owner, body={"name": "Summer", "brand_id": brand})
        assert (made.status, made.body["brand_id"]) == (201, brand)
    listed = send("GET", LISTS, user=owner, query={"brand_id": second}).body["data"]
    assert [one["brand_id"] for one in listed] == [second]


def test_names_of_lists_differ_by_more_than_capitals(owner: UUID) -> None:
    make_list(owner, "Summer")
    other = make_list(owner, "Winter")
    taken = send("POST", LISTS, user=owner, body={"name": "SUMMER"})
    assert (taken.status, taken.body["code"]) == (409, "LIST_NAME_TAKEN")
    assert send("PATCH", other, user=owner, body={"name": "summer"}).body["code"] == "LIST_NAME_TAKEN"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "x" * 201,
        "a\nb",
        "\u202egnp",
        "\u200b\u200b",
        "zero\0byte",
        "lone \ud800 surrogate",
        7,
        None,
    ],
)
def test_a_name_that_nobody_could_read_is_refused(owner: UUID, name: object) -> None:
    answer = send("POST", LISTS, user=owner, body={"name": name})
    assert answer.status in (400, 422), answer.body
    assert send("GET", LISTS, user=owner).body["data"] == []


def test_markup_and_other_scripts_are_names_like_others(owner: UUID) -> None:
    for name in ("<b>Summer</b>", "=1+1", "עונת הקיץ", "می‌کنم 🇧🇷"):
        path = make_list(owner, name)
        assert send("GET", path, user=owner).body["name"] == name


def test_one_key_makes_one_list(owner: UUID) -> None:
    first, again = (
        send("POST", LISTS, user=owner, body={"name": "Summer"}, headers={"idempotency-key": "1"})
        for _ in range(2)
    )
    assert first.body == again.body
    assert len(send("GET", LISTS, user=owner).body["data"]) == 1


def test_lists_come_page_by_page_newest_first(owner: UUID) -> None:
    made = [make_list(owner, f"No. {number}").rpartition("/")[2] for number in range(5)]
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        answer = send("GET", LISTS, user=owner, query={"limit": "2", **cursor}).body
        found += [one["id"] for one in answer["data"]]
        if answer["next_cursor"] is None:
            break
        cursor = {"cursor": answer["next_cursor"]}
    assert found == made[::-1]
    assert send("GET", LISTS, user=owner, query={"cursor": "???"}).body["code"] == "CURSOR_INVALID"


def test_a_brand_has_so_many_lists_also_when_two_are_made_at_once(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.connect() as db:
        fill(db, brand_of(db, owner), MOST - 1)
        second = make_member(db, brand_of(db, owner), "campaign_manager")
    answers = call_at_once(
        monkeypatch,
        [lambda who=who, name=name: send("POST", LISTS, user=who, body={"name": name})  # type: ignore[misc]
         for who, name in ((owner, "One"), (second, "Two"))],
    )  # fmt: skip
    assert sorted(answer.status for answer in answers) == [201, 409]
    (refused,) = (answer for answer in answers if answer.status == 409)
    assert (refused.body["code"], refused.body["details"]) == ("TOO_MANY_LISTS", [{"most": MOST}])
