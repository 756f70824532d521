"""Versions of triggers: one counts at a time, nothing is counted twice or lost, and there are not too many of them."""

import json
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.actors import acting_as
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.deals import value
from tests.factories.people import brand_of, make_user
from tests.factories.rewards import make_achievement, make_program, make_trigger, record_fact
from tests.typing import Connection

LIVE = "select app.make_trigger_live(%s, %s, %s, %s)"
DRAFT: dict[str, Any] = {"status": "draft", "live_at": None}


@pytest.fixture
def boss(database: Database) -> UUID:
    """An administrator."""
    with database.connect() as db:
        return make_user(db, "admin")


def next_version(db: Connection, boss: UUID, trigger: UUID, definition: object = None) -> None:
    with acting_as(db, boss):
        db.execute(
            "select app.change_reward_trigger(%s, 'Next', %s, null, null, null)",
            (trigger, Jsonb(definition) if definition else None),
        )


def go_live(db: Connection, boss: UUID, trigger: UUID, version: int, *, carry: bool = False) -> str:
    """The reason of a refusal; empty where it went live."""
    try:
        with acting_as(db, boss):
            db.execute(LIVE, (trigger, version, carry, False))
    except psycopg.Error as refused:
        detail: dict[str, str] = json.loads(refused.diag.message_detail or "{}")
        return detail["reason"]
    return ""


def test_of_two_versions_at_once_one_goes_live(database: Database, boss: UUID) -> None:
    with database.connect() as db:
        trigger = make_trigger(db, make_program(db))
        next_version(db, boss, trigger)
    answers = run_at_once(database, *[(str(boss), LIVE, (trigger, 2, False, True))] * 3)
    assert sorted(answers) == ["IW003", "IW003", "ok"]
    with database.connect() as db:
        assert value(
            db, "select array_agg(status order by version) from reward_triggers where key = 'a-trigger'"
        ) == ["retired", "live"]
        assert value(db, "select count(*) from reward_backfills") == 1


def test_two_changes_at_once_make_one_draft(database: Database, boss: UUID) -> None:
    with database.connect() as db:
        trigger = make_trigger(db, make_program(db))
    change = "select app.change_reward_trigger(%s, 'Next', null, null, null, null)"
    assert run_at_once(database, *[(str(boss), change, (trigger,))] * 4) == ["ok"] * 4
    with database.connect() as db:
        assert value(
            db, "select array_agg(version order by version) from reward_triggers where key = 'a-trigger'"
        ) == [1, 2]


def test_two_hundred_live_triggers_are_enough_also_for_two_at_once(database: Database, boss: UUID) -> None:
    with database.connect() as db:
        program = make_program(db)
        starters = value(db, "select count(*)::integer from reward_triggers where status = 'live'")
        for n in range(199 - starters):
            make_trigger(db, program, key=f"t-{n}", status="paused" if n % 2 else "live")
        last = [make_trigger(db, program, key=f"last-{n}", **DRAFT) for n in range(2)]
    answers = run_at_once(database, *[(str(boss), LIVE, (each, 1, False, False)) for each in last])
    assert sorted(answers) == ["IW012", "ok"]
    with database.connect() as db:
        live = value(db, "select id from reward_triggers where key like 'last-%%' and status = 'live'")
        next_version(db, boss, live)
        assert go_live(db, boss, live, 2) == "", "a version takes the place of the one before it"


def test_a_brand_has_twenty_live_triggers_and_leaves_room_for_others(database: Database, boss: UUID) -> None:
    with database.connect() as db:
        brand, other = (brand_of(db, make_user(db, "brand")) for _ in range(2))
        program = make_program(db, brand)
        for n in range(20):
            make_trigger(db, program, key=f"t-{n}")
        assert go_live(db, boss, make_trigger(db, program, key="more", **DRAFT), 1) == "too_many_live"
        assert go_live(db, boss, make_trigger(db, make_program(db, other), **DRAFT), 1) == ""


def test_no_achievement_requires_itself(database: Database, boss: UUID) -> None:
    with database.connect() as db:
        program = make_program(db)
        for key in ("a", "b", "c"):
            make_achievement(db, key)

        def grants(badge: str, *requires: str) -> UUID:
            reward = {"kind": "badge", "achievement": badge, "level": 1}
            said = {"requires": list(requires)}
            return make_trigger(
                db, program, reward=reward, definition=said, key=f"{badge}-{'-'.join(requires)}", **DRAFT
            )

        assert go_live(db, boss, grants("a", "a"), 1) == "requires_itself"
        assert go_live(db, boss, grants("a", "no-such"), 1) == "achievement_unknown"
        assert go_live(db, boss, grants("b", "a"), 1) == ""
        assert go_live(db, boss, grants("c", "b"), 1) == ""
        circle = grants("a", "c")
        assert go_live(db, boss, circle, 1) == "requires_itself"
        with acting_as(db, boss):
            db.execute("select app.set_trigger_status(id, 'retired') from reward_triggers where key = 'c-b'")
        assert go_live(db, boss, circle, 1) == ""


def test_a_circle_is_not_closed_by_two_at_once(database: Database, boss: UUID) -> None:
    with database.connect() as db:
        program = make_program(db)
        made = []
        for badge, required in [("a", "b"), ("b", "a")]:
            make_achievement(db, badge)
            reward = {"kind": "badge", "achievement": badge, "level": 1}
            made.append(
                make_trigger(
                    db, program, reward=reward, definition={"requires": [required]}, key=badge, **DRAFT
                )
            )
    answers = run_at_once(database, *[(str(boss), LIVE, (each, 1, False, False)) for each in made])
    assert sorted(answers) == ["IW012", "ok"]


def counted(db: Connection, version: int) -> Any:
    return value(db, "select sum(value) from reward_counters where version = %s", version)


def apply_all(db: Connection) -> int:
    applied: int = value(db, "select sum(app.apply_fact(id, at)) from reward_facts where applied_at is null")
    return applied


@pytest.mark.parametrize(("carry", "after"), [(True, 3), (False, 1)])
def test_a_new_version_goes_on_or_begins_anew_and_grants_no_level_twice(
    database: Database, boss: UUID, carry: bool, after: int
) -> None:
    with database.connect() as db:
        person = make_user(db)
        trigger = make_trigger(db, make_program(db), definition={"levels": [1, 2]})
        for n in range(2):
            record_fact(db, person, reference=str(n))
        assert apply_all(db) == 2
        next_version(db, boss, trigger, {"on": "deal.released", "levels": [1, 2, 3]})
        assert go_live(db, boss, trigger, 2, carry=carry) == ""
        record_fact(db, person, reference="2")
        assert apply_all(db) == (1 if carry else 0)
        assert (counted(db, 1), counted(db, 2)) == (2, after)
        levels = value(db, "select array_agg(level order by level) from reward_awards")
        assert levels == ([1, 2, 3] if carry else [1, 2])


def test_what_was_counted_member_by_member_is_carried_with_its_members(
    database: Database, boss: UUID
) -> None:
    with database.connect() as db:
        person, said = make_user(db), {"count": {"what": "distinct", "field": "gig_id"}, "levels": [3]}
        trigger = make_trigger(db, make_program(db), definition=said)
        for gig in ("a", "b"):
            record_fact(db, person, reference=gig, gig_id=gig)
        apply_all(db)
        next_version(db, boss, trigger, {"on": "deal.released"} | said | {"levels": [2, 3]})
        assert go_live(db, boss, trigger, 2, carry=True) == ""
        record_fact(db, person, reference="again", gig_id="a")
        apply_all(db)
        assert counted(db, 2) == 2


@pytest.mark.parametrize(
    "other",
    [{"count": {"what": "streak_days"}}, {"window": "day"}, {"time_zone": "UTC"}, {"on": "login.day"}],
)
def test_counters_that_mean_something_else_are_not_carried(
    database: Database, boss: UUID, other: dict[str, object]
) -> None:
    with database.connect() as db:
        trigger = make_trigger(db, make_program(db))
        next_version(db, boss, trigger, {"on": "deal.released", "levels": [1]} | other)
        assert go_live(db, boss, trigger, 2, carry=True) == "counters_differ"
        assert go_live(db, boss, trigger, 2) == ""


def test_counters_are_not_carried_before_their_backfill_is_over(database: Database, boss: UUID) -> None:
    """It ends with its version: what it had not counted yet would be counted by nobody."""
    with database.connect() as db:
        trigger = make_trigger(db, make_program(db))
        db.execute(
            "insert into reward_backfills (trigger_id, version, live_at) values (%s, 1, now())", (trigger,)
        )
        next_version(db, boss, trigger, {"on": "deal.released", "levels": [2]})
        assert go_live(db, boss, trigger, 2, carry=True) == "backfill_open"
        value(db, "select status from app.run_backfill((select id from reward_backfills), 10)")
        assert go_live(db, boss, trigger, 2, carry=True) == ""


@pytest.mark.parametrize(
    "change",
    ["definition = '{\"on\": \"login.day\"}'", "reward = '{\"kind\": \"points\", \"points\": 1}'", "key = 'other'",
     "live_at = now()", "carry_counters = true", "version = 7", "brand_id = null, program_id = gen_random_uuid()"],
)  # fmt: skip
def test_what_was_live_is_never_changed(database: Database, change: str) -> None:
    with database.connect() as db:
        make_trigger(db, make_program(db))
        with pytest.raises(psycopg.Error) as refused:
            db.execute(f"update reward_triggers set {change}".encode())
        assert refused.value.sqlstate == "IG001"
        db.execute("update reward_triggers set name = 'Better', priority = 3")


def test_a_trigger_is_of_the_brand_of_its_program_whatever_is_said(database: Database) -> None:
    with database.connect() as db:
        brand, other = (brand_of(db, make_user(db, "brand")) for _ in range(2))
        make_trigger(db, make_program(db, brand), brand_id=other)
        assert value(db, "select brand_id from reward_triggers where key = 'a-trigger'") == brand


def test_a_brands_trigger_counts_no_deal_of_another_brand(database: Database) -> None:
    with database.connect() as db:
        brand, other = (brand_of(db, make_user(db, "brand")) for _ in range(2))
        make_trigger(db, make_program(db, brand))
        person = make_user(db)
        others: list[dict[str, Any]] = [
            {"brand_id": str(other)}, {}, {"brand_id": None}, {"brand_id": [str(brand)]}
        ]  # fmt: skip
        for n, about in enumerate(others):
            record_fact(db, person, reference=str(n), **about)
        assert apply_all(db) == 0
        record_fact(db, person, reference="own", brand_id=str(brand))
        assert apply_all(db) == 1
