"""Boards are written each night, name whom they may, and always say where the caller stands."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from rewards import schedule
from tests.actors import Person
from tests.factories.events import LambdaContext
from tests.factories.people import brand_of, make_user
from tests.factories.rewards import make_achievement, make_award, make_program, make_trigger, unlock
from tests.integration.rewards.asking import ask
from tests.typing import Connection

POINTS = "/leaderboards/points"
NOON = datetime(2026, 6, 18, 12, tzinfo=UTC)


def run(at: datetime = NOON) -> Any:
    event = {"job": "leaderboards", "scheduled_time": at.isoformat()}
    return schedule.lambda_handler(event, LambdaContext())


def earn(
    db: Connection, person: UUID, points: int, program: UUID, at: datetime = NOON - timedelta(days=1)
) -> None:
    """Points of a program, granted at a moment."""
    trigger = make_trigger(
        db, program, key=f"t-{person}-{points}-{at:%m%d}", reward={"kind": "points", "points": points}
    )
    make_award(db, trigger, person, granted_at=at)


def name(who: Person, *, named: bool) -> Any:
    return ask("PUT", "/api/v1/leaderboards/participation", user=who.id, body={"named": named}).body


def places(who: Person, path: str = POINTS) -> list[tuple[int, str, int, bool]]:
    return [(one["rank"], one["display_name"], one["value"], one["is_own"]) for one in who.get(path)["data"]]


def test_ties_share_a_rank_and_only_who_wants_it_is_named(db: Connection) -> None:
    program = make_program(db)
    people = [make_user(db, full_name=name) for name in ("Ada", "Bea", "Cleo", "Dora")]
    for person, points in zip(people, (10, 30, 10, 5), strict=True):
        earn(db, person, points, program)
    run()
    ada, bea = Person(people[0], ask), Person(people[1], ask)
    assert [row[0] for row in places(ada)] == [1, 2, 2, 4]
    assert {row[1] for row in places(ada) if not row[3]} == {"Somebody"}
    assert name(bea, named=True) == {"named": True}
    assert name(bea, named=True) == {"named": True}
    assert places(ada)[0] == (1, "Bea", 30, False)
    assert bea.get(POINTS)["is_named"]
    name(bea, named=False)
    assert places(ada)[0] == (1, "Somebody", 30, False)
    assert places(bea)[0] == (1, "Bea", 30, True), "to herself"


def test_the_own_rank_is_counted_now(db: Connection) -> None:
    program, first, second, third = make_program(db), make_user(db), make_user(db), make_user(db)
    earn(db, first, 20, program)
    earn(db, second, 10, program)
    run()
    seen = Person(second, ask).get(POINTS)
    assert (seen["own_rank"], seen["own_value"], seen["people"]) == (2, 10, 2)
    earn(db, second, 15, program)
    seen = Person(second, ask).get(POINTS)
    assert (seen["own_rank"], seen["own_value"]) == (1, 25)
    seen = Person(third, ask).get(POINTS)
    assert (seen["own_rank"], seen["own_value"], seen["is_named"]) == (None, 0, False)


def test_periods_are_those_of_the_last_whole_day(db: Connection) -> None:
    program, person = make_program(db), make_user(db)
    for at, points in [(NOON - timedelta(days=1), 1), (datetime(2026, 6, 2, tzinfo=UTC), 2),
                       (datetime(2026, 5, 31, 23, tzinfo=UTC), 4)]:  # fmt: skip
        earn(db, person, points, program, at)
    run()
    who = Person(person, ask)
    seen = {period: who.get(POINTS, period=period) for period in ("all", "month", "week")}
    assert [(one["period"], one["data"][0]["value"], one["own_value"]) for one in seen.values()] == [
        ("all", 7, 7), ("2026-06", 3, 3), ("2026-W25", 1, 1),
    ]  # fmt: skip
    run(datetime(2026, 7, 1, 1, tzinfo=UTC))
    assert who.get(POINTS, period="month")["period"] == "2026-06"


def test_who_is_not_active_has_no_place_from_that_moment_on(db: Connection) -> None:
    program, good, bad = make_program(db), make_user(db), make_user(db)
    for person in (good, bad):
        earn(db, person, 10, program)
    run()
    assert len(places(Person(good, ask))) == 2
    db.execute("update auth.users set status = 'suspended' where id = %s", (bad,))
    assert len(places(Person(good, ask))) == 1
    run(NOON + timedelta(days=1))
    assert Person(good, ask).get(POINTS)["people"] == 1


def test_levels_are_counted_and_brands_points_and_what_was_revoked_are_not(db: Connection) -> None:
    person, other = make_user(db), make_user(db)
    make_achievement(db, points=7)
    unlock(db, person, "first-steps", points=7, awarded_at=NOON - timedelta(days=2))
    unlock(
        db, other, "first-steps", revoked_at=NOON, revoked_reason="Why", awarded_at=NOON - timedelta(days=2)
    )
    earn(db, other, 10, make_program(db, brand_of(db, make_user(db, "brand"))))
    run()
    who = Person(person, ask)
    assert [row[::2] for row in places(who, "/leaderboards/achievements")] == [(1, 1)]
    assert [row[::2] for row in places(who)] == [(1, 7)]
    assert places(who, "/leaderboards/deals") == []


def test_a_page_goes_on_where_the_last_one_ended(db: Connection) -> None:
    program, people = make_program(db), [make_user(db) for _ in range(5)]
    for person in people:
        earn(db, person, 10, program)
    run()
    pages = Person(people[0], ask).pages(POINTS, limit="2")
    assert [len(page) for page in pages] == [2, 2, 1]


def test_a_board_that_was_never_written_is_empty_and_one_that_is_none_is_not_found(db: Connection) -> None:
    who = Person(make_user(db), ask)
    seen = who.get(POINTS)
    assert (seen["data"], seen["people"], seen["computed_at"]) == ([], 0, None)
    assert who.refused("GET", "/leaderboards/nothing") == (404, "NOT_FOUND")
    assert ask("GET", f"/api/v1{POINTS}", user=who.id, query={"period": "year"}).status == 422
    assert ask("GET", f"/api/v1{POINTS}", user=who.id, query={"cursor": "x"}).body["code"] == "CURSOR_INVALID"
    assert who.refused("PUT", "/leaderboards/participation", named="yes")[0] == 422


def test_boards_of_long_ago_are_dropped(db: Connection) -> None:
    run()
    db.execute("update leaderboards set computed_at = now() - interval '401 days' where period = '2026-06'")
    run(NOON + timedelta(days=40))
    rows = db.execute("select distinct period from leaderboards order by 1").fetchall()
    assert [row[0] for row in rows] == ["2026-07", "2026-W25", "2026-W31", "all"]
