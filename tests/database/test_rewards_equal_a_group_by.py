"""Thousands of facts of many people: the counters are those of an independent group-by in Python."""

import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

from psycopg.types.json import Jsonb

from common.deadline import Deadline
from rewards.counting.service import count_what_is_due
from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.rewards import make_program, make_trigger
from tests.typing import Connection

FACTS, PEOPLE, SEED = 5_000, 60, 20261130
"""`benchmarks/rewards.py` does the same with a hundred thousand."""
NEVER = [1_000]
"""The highest level that sets may have; what is granted changes no counter."""
Found = dict[tuple[str, int, str], int]


def make_triggers(db: Connection) -> dict[str, str]:
    """Triggers of four ways to count; their keys by id."""
    program = make_program(db)
    asked: dict[str, dict[str, object]] = {
        "events": {"count": {"what": "events"}, "where": [{"field": "price", "op": "gte", "value": 500}]},
        "months": {
            "count": {"what": "sum", "field": "price"}, "window": "month", "time_zone": "UTC",
            "where": [{"field": "currency", "op": "eq", "value": "eur"}],
        },
        "platforms": {
            "count": {"what": "distinct", "field": "platform"},
            "window": "week",
            "time_zone": "UTC",
        },
        "days": {"count": {"what": "streak_days"}, "time_zone": "UTC"},
    }  # fmt: skip
    return {
        str(make_trigger(db, program, key=key, definition=definition | {"levels": NEVER})): key
        for key, definition in asked.items()
    }


def make_facts(
    db: Connection, number: int, people: int
) -> tuple[list[str], list[tuple[int, datetime, int, str]]]:
    """So many facts of the last 300 days, unapplied; the people, and what each did."""
    draw, now = random.Random(SEED), datetime.now(UTC)
    ids = [str(make_user(db)) for _ in range(people)]
    made = [
        (draw.randrange(people), now - timedelta(seconds=draw.randrange(300 * 86_400)), draw.randrange(1_000),
         draw.choice(["tiktok", "youtube", "instagram", "twitch"]))
        for _ in range(number)
    ]  # fmt: skip
    with (
        db.cursor() as cursor,
        cursor.copy("copy reward_facts (type, subject_user_id, at, data) from stdin") as copy,
    ):
        for person, at, price, platform in made:
            data = {"price": price, "platform": platform, "currency": "eur"}
            copy.write_row(("deal.released", ids[person], at, Jsonb(data)))
    return ids, made


def grouped(made: list[tuple[int, datetime, int, str]]) -> Found:
    """The group-by: nothing of the engine, nothing of its model."""
    sums: Counter[tuple[str, int, str]] = Counter()
    sets: dict[tuple[int, str], set[str]] = defaultdict(set)
    days: dict[int, set[int]] = defaultdict(set)
    for person, at, price, platform in made:
        if price >= 500:
            sums["events", person, "all"] += 1
        sums["months", person, f"{at:%Y-%m}"] += price
        sets[person, f"{at:%G-W%V}"].add(platform)
        days[person].add(at.date().toordinal())
    found: Found = dict(sums)
    found |= {("platforms", person, week): len(seen) for (person, week), seen in sets.items()}
    for person, there in days.items():
        best = run = 0
        for day in range(min(there), max(there) + 1):
            run = run + 1 if day in there else 0
            best = max(best, run)
        found["days", person, "all"] = best
    return found


def counters(db: Connection, triggers: dict[str, str], ids: list[str]) -> Found:
    rows = db.execute(
        "select trigger_id::text, user_id::text, period_key, value from reward_counters"
        " where trigger_id = any(%s::uuid[])",
        (list(triggers),),
    ).fetchall()
    numbers = {person: number for number, person in enumerate(ids)}
    return {(triggers[t], numbers[u], period): value for t, u, period, value in rows}


def test_the_counters_of_thousands_of_facts_equal_a_group_by(database: Database) -> None:
    with database.connect() as db:
        triggers = make_triggers(db)
        ids, made = make_facts(db, FACTS, PEOPLE)
        db.execute("analyze")
        done = count_what_is_due(Deadline())
        assert (done["applied"], done["failed"]) == (FACTS, 0)
        assert counters(db, triggers, ids) == grouped(made)
