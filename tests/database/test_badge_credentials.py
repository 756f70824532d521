"""Places on status lists: one for each credential, drawn at random, and never given twice."""

from uuid import UUID, uuid4

import pytest

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.deals import value
from tests.factories.people import make_user
from tests.factories.rewards import make_achievement, unlock
from tests.typing import Connection

PREPARE = "select app.prepare_credential(%s)"
REVOKE = "select app.revoke_credential(%s)"


@pytest.fixture
def unlocked(db: Connection) -> UUID:
    """What a creator has achieved."""
    return unlock(db, make_user(db, "creator"), make_achievement(db))


def test_a_credential_has_a_place_on_a_list_and_waits_for_its_signature(
    db: Connection, unlocked: UUID
) -> None:
    made = value(db, PREPARE, unlocked)
    row = db.execute(
        "select c.id, c.jwt, c.status_index between 0 and l.size - 1, c.user_id = u.user_id"
        " from badge_credentials as c inner join badge_status_lists as l on l.id = c.list_id"
        " inner join user_achievements as u on u.id = c.user_achievement_id"
    ).fetchall()
    assert row == [(made, None, True, True)]


def test_what_was_prepared_is_not_prepared_again(db: Connection, unlocked: UUID) -> None:
    assert value(db, PREPARE, unlocked) == value(db, PREPARE, unlocked)
    assert value(db, "select count(*) from badge_credentials") == 1


def test_nothing_is_prepared_for_what_was_revoked_or_is_not_there(db: Connection, unlocked: UUID) -> None:
    db.execute("update user_achievements set revoked_at = now(), revoked_reason = 'a mistake'")
    assert value(db, PREPARE, unlocked) is None
    assert value(db, PREPARE, uuid4()) is None
    assert value(db, PREPARE, None) is None
    assert value(db, "select count(*) from badge_credentials") == 0


def test_many_places_are_different_and_in_no_order(db: Connection) -> None:
    person, key = make_user(db, "creator"), make_achievement(db)
    for level in range(1, 101):
        value(db, PREPARE, unlock(db, person, key, level=level))
    places = [
        row[0]
        for row in db.execute("select status_index from badge_credentials order by user_achievement_id")
    ]
    assert len(set(places)) == 100
    assert places != sorted(places)
    assert max(places) - min(places) > 60_000  # of 131,072: a hundred that lie closer are no draw
    assert value(db, "select count(distinct list_id) from badge_credentials") == 1


def test_a_revoked_credential_changes_its_list_once_and_makes_room_for_another(
    db: Connection, unlocked: UUID
) -> None:
    first = value(db, PREPARE, unlocked)
    assert [value(db, REVOKE, unlocked) for _ in range(2)] == [True, False]
    assert value(db, "select changes from badge_status_lists") == 1
    assert value(db, REVOKE, uuid4()) is False
    second = value(db, PREPARE, unlocked)
    assert second not in {None, first}
    assert value(db, "select count(*) from badge_credentials where revoked_at is null") == 1


def test_a_place_that_is_taken_is_not_given_and_a_full_list_is_left(database: Database) -> None:
    with database.connect() as db:
        person, key = make_user(db, "creator"), make_achievement(db)
        first = unlock(db, person, key)
        value(db, PREPARE, first)
        db.execute("set session_replication_role = replica")  # a third of the time
        db.execute(
            "insert into badge_credentials (user_achievement_id, user_id, list_id, status_index, revoked_at)"
            " select %s, %s, l.id, place, now() from badge_status_lists as l, generate_series(0, l.size - 1) as place"
            " on conflict do nothing",
            (first, person),
        )
        db.execute("set session_replication_role = origin")
        value(db, PREPARE, unlock(db, person, key, level=2))
        taken = db.execute("select taken, size from badge_status_lists order by created_at").fetchall()
        assert taken == [(131_072, 131_072), (0, 131_072)]
        value(db, PREPARE, unlock(db, person, key, level=3))
        assert value(db, "select count(*) from badge_status_lists") == 2


def test_many_at_once_have_a_list_and_a_place_each(database: Database) -> None:
    with database.connect() as db:
        person, key = make_user(db, "creator"), make_achievement(db)
        unlocked = [unlock(db, person, key, level=level) for level in range(1, 5)]
        db.execute("grant execute on function app.prepare_credential(uuid) to service")
        steps = [("service", "select app.prepare_credential(%s)", (each,)) for each in unlocked * 2]
        assert run_at_once(database, *steps) == ["ok"] * 8
        assert value(db, "select count(*) from badge_status_lists") == 1
        assert value(db, "select count(*) from badge_credentials") == 4
