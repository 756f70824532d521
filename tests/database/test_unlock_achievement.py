"""app.unlock_achievement and app.revoke_achievement: a level of an achievement, its points and its credential."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.factories.rewards import make_achievement, make_award, make_program, make_trigger
from tests.typing import Connection

MOMENT = datetime(2026, 12, 12, 12, tzinfo=UTC)
LATER = datetime(2026, 12, 13, 12, tzinfo=UTC)
BADGE = {"kind": "badge", "achievement": "first-steps", "level": 1}


@pytest.fixture
def person(db: Connection) -> UUID:
    """Somebody who may achieve "first-steps", in levels 1 and 5, for 20 points each."""
    make_achievement(db, levels=[1, 5], points=20)
    return make_user(db)


def unlock(
    db: Connection, person: UUID, level: int = 1, award: UUID | None = None, at: datetime = MOMENT
) -> object:
    return call(db, "app.unlock_achievement", person, "first-steps", level, award, at)


def points(db: Connection, person: UUID) -> list[int]:
    """What the program of achievements gave somebody."""
    return [
        row[0]
        for row in db.execute(
            "select points from point_balances where user_id = %s and program_id = app.achievement_program()",
            (person,),
        )
    ]


def credentials(db: Connection, person: UUID) -> list[bool]:
    """Of each credential whether it stands, the oldest first."""
    return [
        row[0]
        for row in db.execute(
            "select revoked_at is null from badge_credentials where user_id = %s order by revoked_at nulls last",
            (person,),
        )
    ]


def state(db: Connection, person: UUID) -> list[tuple[object, ...]]:
    return db.execute(
        "select level, award_id, awarded_at, revoked_at, revoked_reason, published_at is not null, points"
        " from user_achievements where user_id = %s order by level",
        (person,),
    ).fetchall()


def make_badge(db: Connection, person: UUID, key: str = "a-trigger") -> UUID:
    """An award of the badge, claimed."""
    trigger = make_trigger(db, make_program(db), key=key, reward=BADGE)
    return make_award(db, trigger, person, status="claimed", claimed_at=MOMENT)


def test_a_level_is_unlocked_once_with_its_points_and_a_credential(db: Connection, person: UUID) -> None:
    award = make_badge(db, person)
    made = unlock(db, person, award=award)
    assert isinstance(made, UUID)
    assert unlock(db, person, award=award, at=LATER) is None
    assert state(db, person) == [(1, award, MOMENT, None, None, False, 20)]
    assert (points(db, person), credentials(db, person)) == ([20], [True])


def test_each_level_gives_the_points_again(db: Connection, person: UUID) -> None:
    assert unlock(db, person, 1) is not None
    assert unlock(db, person, 5) is not None
    assert (points(db, person), credentials(db, person)) == ([40], [True, True])


def test_an_achievement_without_points_opens_no_balance(db: Connection, person: UUID) -> None:
    make_achievement(db, "quiet")
    assert call(db, "app.unlock_achievement", person, "quiet", 1, None, MOMENT) is not None
    assert points(db, person) == []


@pytest.mark.parametrize(
    ("key", "level"), [("first-steps", 2), ("first-steps", 0), ("no-such", 1), (None, 1)]
)
def test_what_cannot_be_earned_is_not_unlocked(
    db: Connection, person: UUID, key: str | None, level: int
) -> None:
    assert call(db, "app.unlock_achievement", person, key, level, None, MOMENT) is None
    assert state(db, person) == []


def test_a_retired_achievement_is_not_unlocked_any_more_and_stays_with_who_has_it(
    db: Connection, person: UUID
) -> None:
    unlock(db, person)
    db.execute("update achievements set retired_at = now()")
    assert unlock(db, person, 5) is None
    assert [row[0] for row in state(db, person)] == [1]


def test_unlocked_by_many_at_once_it_gives_its_points_once(database: Database) -> None:
    with database.connect() as db:
        make_achievement(db, points=20)
        person = make_user(db)

    def try_it(_: int) -> object:
        with database.connect() as connection:
            return unlock(connection, person)

    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(try_it, range(6)))
    assert len([each for each in made if each is not None]) == 1
    with database.connect() as db:
        assert (points(db, person), credentials(db, person)) == ([20], [True])


def test_a_revoked_badge_loses_its_points_its_page_and_its_credential(db: Connection, person: UUID) -> None:
    award = make_badge(db, person)
    unlock(db, person, award=award)
    unlock(db, person, 5)
    db.execute("update user_achievements set published_at = now()")
    for _ in range(2):
        call(db, "app.revoke_achievement", award, "The deal was taken back.", LATER)
    assert state(db, person) == [
        (1, award, MOMENT, LATER, "The deal was taken back.", False, 0),
        (5, None, MOMENT, None, None, True, 20),
    ]
    assert (points(db, person), sorted(credentials(db, person))) == ([20], [False, True])


def test_points_that_changed_meanwhile_are_taken_back_as_they_were_given(
    db: Connection, person: UUID
) -> None:
    award = make_badge(db, person)
    unlock(db, person, award=award)
    unlock(db, person, 5)
    db.execute("update achievements set points = 500")
    call(db, "app.revoke_achievement", award, "Taken back.", LATER)
    assert points(db, person) == [20]


def test_what_was_revoked_can_be_earned_again_and_is_private_then(db: Connection, person: UUID) -> None:
    first, second = make_badge(db, person), make_badge(db, person, "another")
    db.execute("update reward_awards set status = 'revoked', ended_at = now() where id = %s", (second,))
    made = unlock(db, person, award=first)
    db.execute("update user_achievements set published_at = now()")
    call(db, "app.revoke_achievement", first, "Taken back.", LATER)
    assert unlock(db, person, award=second, at=LATER) == made
    assert state(db, person) == [(1, second, LATER, None, None, False, 20)]
    assert (points(db, person), credentials(db, person)) == ([20], [False, True])


def test_a_badge_that_another_award_stands_for_is_kept(db: Connection, person: UUID) -> None:
    first, second = make_badge(db, person), make_badge(db, person, "another")
    unlock(db, person, award=first)
    db.execute("update user_achievements set published_at = now()")
    call(db, "app.revoke_achievement", first, "Taken back.", LATER)
    assert state(db, person) == [(1, second, MOMENT, None, None, True, 20)]
    db.execute("update reward_awards set status = 'revoked', ended_at = now() where id = %s", (first,))
    call(db, "app.revoke_achievement", second, "Taken back.", LATER)
    assert [(row[1], row[3]) for row in state(db, person)] == [(second, LATER)]
    assert (points(db, person), credentials(db, person)) == ([0], [False])


def test_an_award_that_unlocked_nothing_takes_nothing_back(db: Connection, person: UUID) -> None:
    unlock(db, person)
    call(db, "app.revoke_achievement", make_badge(db, person), "Taken back.", LATER)
    call(db, "app.revoke_achievement", None, "Taken back.", LATER)
    assert (points(db, person), credentials(db, person)) == ([20], [True])


def test_a_badge_that_waits_to_be_acknowledged_stands_for_it_too(db: Connection, person: UUID) -> None:
    """Badges are had with the grant: a claim says that they were seen."""
    first = make_badge(db, person)
    second = make_award(db, make_trigger(db, make_program(db), key="another", reward=BADGE), person)
    unlock(db, person, award=first)
    call(db, "app.revoke_achievement", first, "Taken back.", LATER)
    assert [(row[1], row[3]) for row in state(db, person)] == [(second, None)]
