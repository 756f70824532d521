"""Whatever a definition asks of whatever a fact says: never an error, and never a walk over what others did."""

from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.factories.definitions import DEFINITIONS, NUMBERS, TEXTS
from tests.factories.people import make_user
from tests.factories.rewards import make_program, make_trigger, record_fact
from tests.typing import Connection

NAMES = ["price", "currency", "platform", "a", "campaign_id", "role", "brand_id"]
ODD: st.SearchStrategy[Any] = st.sampled_from([None, True, 1.5, 1e300, -1e300, {}])
VALUES: st.SearchStrategy[Any] = NUMBERS | TEXTS | st.lists(TEXTS, max_size=3) | ODD
DATA = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5)


def is_one(definition: dict[str, Any]) -> bool:
    counted = definition.get("count", {}).get("what", "events")
    return not (counted in {"distinct", "streak_days"} and definition.get("window", "").startswith("rolling"))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    definitions=st.lists(DEFINITIONS.filter(is_one), min_size=1, max_size=5),
    said=st.lists(DATA, min_size=1, max_size=3),
)
def test_no_definition_and_no_fact_is_an_error_of_the_engine(
    database: Database, definitions: list[dict[str, Any]], said: list[dict[str, Any]]
) -> None:
    with database.connect() as db, db.transaction(force_rollback=True):
        # Also what the guard of the table would refuse: fields that a type has not.
        db.execute("alter table reward_triggers disable trigger guard_trigger_definition")
        person, program = make_user(db), make_program(db)
        for place, definition in enumerate(definitions):
            make_trigger(db, program, key=f"t-{place}", definition=definition | {"on": "deal.released"})
        for place, data in enumerate(said):
            for kind in ("", ".reversed") if place else ("",):
                fact = db.execute(
                    "insert into reward_facts (type, subject_user_id, data, reference) values (%s, %s, %s, %s)"
                    " returning id", (f"deal.released{kind}", person, Jsonb(data), str(place)),
                ).fetchone()  # fmt: skip
                assert fact is not None
                db.execute("select app.apply_fact(id, at) from reward_facts where id = %s", fact)
        db.execute(
            "select app.fact_counts_for(f, t) from reward_facts as f, reward_triggers as t"
            " where f.subject_user_id = %s and t.program_id = %s", (person, program),
        )  # fmt: skip


def blocks_of(db: Connection, person: UUID) -> int:
    """How many pages of the database are looked at for one fact of somebody."""
    record_fact(db, person, reference="a", price=1)
    record_fact(db, person, "deal.released.reversed", reference="a")
    row = db.execute(
        "explain (analyze, buffers, format json) select app.apply_fact(f.id, f.at) from (select id, at from"
        " reward_facts where subject_user_id = %s and applied_at is null order by id offset 0) as f",
        (person,),
    ).fetchone()
    assert row is not None
    plan = row[0][0]["Plan"]
    return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])


def do_what_others_do(db: Connection, others: list[UUID], program: UUID, rounds: range) -> None:
    """A thousand facts in each round, of the last half year, and counters of theirs."""
    db.execute(
        "insert into reward_facts (type, subject_user_id, data, reference, at, applied_at)"
        " select 'deal.released', (%s::uuid[])[1 + n %% 20], '{\"platform\": \"tiktok\"}', r || '-' || n,"
        "  now() - make_interval(hours => n * 4), now()"
        " from generate_series(1, 1000) as n, generate_series(%s::integer, %s::integer) as r",
        (others, rounds.start, rounds.stop - 1),
    )
    db.execute(
        "insert into reward_counters (user_id, trigger_id, version, period_key, value)"
        " select o, t.id, 1, 'p-' || r || '-' || n, 1 from unnest(%s::uuid[]) as o, reward_triggers as t,"
        "  generate_series(1, 20) as n, generate_series(%s::integer, %s::integer) as r where t.program_id = %s",
        (others, rounds.start, rounds.stop - 1, program),
    )


def test_a_fact_costs_the_same_whatever_others_did(database: Database) -> None:
    with database.connect() as db:
        program = make_program(db)
        for key, definition in (
            ("lifetime", {"levels": [1, 5]}), ("rolling", {"window": "rolling:90d", "levels": [3]}),
            ("platforms", {"count": {"what": "distinct", "field": "platform"}, "levels": [2]}),
            ("rested", {"levels": [2], "cooldown": "P1D"}), ("streaks", {"count": {"what": "streak_days"}}),
        ):  # fmt: skip
            make_trigger(db, program, key=key, definition=definition)
        person, others = make_user(db), [make_user(db) for _ in range(20)]
        do_what_others_do(db, others, program, range(2))
        for _ in range(8):  # plans are kept, the catalog is read
            before = blocks_of(db, person)
        do_what_others_do(db, others, program, range(2, 12))
        after = blocks_of(db, person)
        assert after < before * 1.3 + 100, (before, after)
