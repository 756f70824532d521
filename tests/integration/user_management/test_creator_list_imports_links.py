"""Who stands in a file and who has connected that account find each other, by the handle that a platform told."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import LiteralString
from uuid import UUID

import pytest

from tests.concurrency import wait_until_blocked
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.lists import RANKING, add, connect, import_file, make_list, members, outcomes
from tests.factories.people import make_user


def test_who_has_connected_the_account_is_found_by_its_handle(
    database: Database, owner: UUID, creator: UUID, rival: UUID
) -> None:
    with database.connect() as db:
        connect(db, creator, "instagram", "Cristiano")
        connect(db, rival, "tiktok", "kyliejenner")  # another platform's
        titled = make_user(db)
        connect(db, titled, "instagram", None, username="agustd")  # a title is anybody's
    path = make_list(owner)
    answer = import_file(owner, path, RANKING, platform="instagram")
    assert outcomes(answer) == {2: "matched", 3: "added", 4: "added"}
    (here,) = (one for one in members(owner, path) if one["state"] == "here")
    assert here["creator_user_id"] == str(creator)
    assert add(owner, path, creator) == ["already_listed"]


@pytest.mark.parametrize("account", ["of the banned", "disconnected"])
def test_who_is_barred_or_has_gone_is_not_found(
    database: Database, owner: UUID, creator: UUID, account: str
) -> None:
    with database.connect() as db:
        connect(db, creator, "instagram", "cristiano")
        if account == "disconnected":
            db.execute("update social_accounts set status = 'revoked'")
        else:
            db.execute("update auth.users set status = 'banned' where id = %s", (creator,))
    path = make_list(owner)
    assert outcomes(import_file(owner, path, RANKING, platform="instagram"))[2] == "added"


def test_an_entry_becomes_the_creator_who_connects_the_account(
    database: Database, owner: UUID, creator: UUID
) -> None:
    path = make_list(owner)
    import_file(owner, path, "handle,note\ncristiano,Ask in May", platform="instagram")
    (entry,) = members(owner, path)
    with database.connect() as db:
        impostor = make_user(db)
        connect(db, impostor, "instagram", None, username="cristiano")
        connect(db, impostor, "tiktok", "cristiano")
        assert members(owner, path) == [entry]
        connect(db, creator, "instagram", "CRISTIANO")
    (linked,) = members(owner, path)
    assert (linked["id"], linked["state"], linked["creator_user_id"]) == (entry["id"], "here", str(creator))
    assert (linked["note"], linked["handle"]) == ("Ask in May", "cristiano")


def test_a_synchronisation_that_tells_a_handle_links_too(
    database: Database, owner: UUID, creator: UUID
) -> None:
    path = make_list(owner)
    import_file(owner, path, "handle\ncristiano", platform="instagram")
    with database.connect() as db:
        connect(db, creator, "instagram", None)
        assert members(owner, path)[0]["state"] == "not_here_yet"
        db.execute("update social_accounts set handle = 'cristiano'")
    assert members(owner, path)[0]["state"] == "here"


def test_an_entry_of_who_is_listed_already_becomes_one_with_them(
    database: Database, owner: UUID, creator: UUID
) -> None:
    path = make_list(owner)
    add(owner, path, creator)
    (first,) = members(owner, path)
    send("PATCH", f"{path}/members/{first['id']}", user=owner, body={"note": "Kind", "tags": ["b"]})
    import_file(owner, path, "handle,note,tags\ncristiano,Fast,a; b", platform="instagram")
    with database.connect() as db:
        connect(db, creator, "instagram", "cristiano")
    (left,) = members(owner, path)
    assert (left["id"], left["note"], left["tags"]) == (first["id"], "Kind\nFast", ["a", "b"])
    assert outcomes(import_file(owner, path, "handle\ncristiano", platform="instagram")) == {
        2: "already_listed"
    }


@pytest.mark.parametrize("first", ["import", "account"])
def test_an_import_and_an_account_of_the_same_moment_find_each_other(
    database: Database, owner: UUID, creator: UUID, first: str
) -> None:
    path = make_list(owner)
    list_id = path.rpartition("/")[2]
    line = {"line": 2, "platform": "tiktok", "handle": "carla", "name": "", "note": "", "tags": []}
    import_it: LiteralString = "select * from app.import_creator_list(%s, %s)"
    connect_it: LiteralString = (
        "insert into social_accounts (user_id, platform, platform_user_id, username, handle)"
        " values (%s, 'tiktok', '1', 'carla', 'carla')"
    )
    second = "account" if first == "import" else "import"
    with (
        database.connect("api_login", autocommit=False) as importing,
        database.connect(autocommit=False) as connecting,
        database.connect() as watcher,
    ):
        importing.execute("select app.begin_request(%s)", (json.dumps({"sub": str(owner)}),))
        steps = {
            "import": lambda: importing.execute(import_it, (list_id, json.dumps([line]))),
            "account": lambda: connecting.execute(connect_it, (creator,)),
        }
        ends = {"import": importing.commit, "account": connecting.commit}
        steps[first]()
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(steps[second])
            wait_until_blocked(watcher)
            ends[first]()
            waiting.result(timeout=10)
        ends[second]()
    assert members(owner, path)[0]["creator_user_id"] == str(creator)


def test_who_is_added_by_name_while_they_connect_the_account_connects_it(
    database: Database, owner: UUID, creator: UUID
) -> None:
    path = make_list(owner)
    import_file(owner, path, "handle,note\ncarla,Ask in May", platform="tiktok")
    with (
        database.connect("api_login", autocommit=False) as adding,
        database.connect() as connecting,
        database.connect() as watcher,
    ):
        adding.execute("select app.begin_request(%s)", (json.dumps({"sub": str(owner)}),))
        adding.execute("select * from app.add_to_creator_list(%s, %s)", (path.rpartition("/")[2], [creator]))
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(connect, connecting, creator, "tiktok", "carla")
            wait_until_blocked(watcher)
            adding.commit()
            waiting.result(timeout=10)
    (member,) = members(owner, path)
    assert (member["creator_user_id"], member["note"]) == (str(creator), "Ask in May")
