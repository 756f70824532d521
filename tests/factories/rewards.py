"""Programs, triggers, facts and awards, inserted as the superuser so that a test can arrange anything."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from tests.actors import acting_as
from tests.factories.ledger import fund_brand
from tests.factories.people import make_user
from tests.factories.rows import insert_row
from tests.typing import Connection

POINTS: Mapping[str, object] = {"kind": "points", "points": 10}
MONEY: Mapping[str, object] = {"kind": "money", "amount": 500, "currency": "eur"}


def make_program(db: Connection, brand: UUID | None = None, **columns: object) -> UUID:
    """An active program of a brand, or of the platform, without a budget."""
    return insert_row(
        db, "reward_programs", {"brand_id": brand, "name": "Spring", "status": "active"} | columns
    )


def fund_program(db: Connection, program: UUID, amount: int) -> None:
    """Money, in minor units, into the budget of a program: the platform's, or a brand's, in whose wallet as much
    is deposited first.
    """
    row = db.execute("select brand_id, currency from reward_programs where id = %s", (program,)).fetchone()
    assert row is not None
    brand, currency = row
    if brand is not None:
        fund_brand(db, brand, amount, currency=currency)
    found = db.execute("select user_id from user_roles where role = 'admin' limit 1").fetchone()
    with acting_as(db, found[0] if found else make_user(db, "admin")):
        db.execute("select app.fund_program(%s, %s)", (program, amount))


def make_funded_program(
    db: Connection, brand: UUID | None = None, *, budget: int = 10_000, **columns: object
) -> UUID:
    """An active program in euros (or `currency`) with a budget of `budget` minor units that stands in the ledger."""
    program = make_program(db, brand, **({"currency": "eur"} | columns))
    fund_program(db, program, budget)
    return program


def make_trigger(
    db: Connection,
    program: UUID,
    *,
    on: str = "deal.released",
    reward: Mapping[str, object] = POINTS,
    definition: Mapping[str, object] | None = None,
    **columns: object,
) -> UUID:
    """A live trigger that counts facts of a type (`on`) and grants at each of its levels: the first fact, unless
    `definition` says more.
    """
    said = {"on": on, "count": {"what": "events"}, "window": "lifetime", "levels": [1]} | dict(
        definition or {}
    )
    row = db.execute("select brand_id from reward_programs where id = %s", (program,)).fetchone()
    assert row is not None
    rows = {
        "program_id": program, "brand_id": row[0], "key": "a-trigger", "name": "A trigger",
        "definition": Jsonb(said), "reward": Jsonb(dict(reward)), "status": "live",
        "live_at": datetime(2020, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    return insert_row(db, "reward_triggers", rows | columns)


def record_fact(
    db: Connection,
    person: UUID,
    fact_type: str = "deal.released",
    *,
    at: datetime | None = None,
    reference: str = "",
    depth: int = 0,
    **data: Any,
) -> UUID:
    """Somebody did something, just now or at a moment before; the id of the fact. Any data: not all that the engine has
    to bear does `app.record_fact` let in.
    """
    row = db.execute(
        "insert into reward_facts (type, subject_user_id, at, data, reference, depth)"
        " values (%s, %s, least(%s, now()), %s, %s, %s) returning id",
        (fact_type, person, at, Jsonb(data), reference, depth),
    ).fetchone()
    assert row is not None
    made: UUID = row[0]
    return made


def make_award(db: Connection, trigger: UUID, person: UUID, **columns: object) -> UUID:
    """What a trigger granted somebody, as its reward says, without what a grant reserves."""
    row = db.execute(
        "select program_id, brand_id, version, reward, name from reward_triggers where id = %s"
        " order by version desc limit 1",
        (trigger,),
    ).fetchone()
    assert row is not None
    program, brand, version, reward, name = row
    rows = {
        "program_id": program, "brand_id": brand, "trigger_id": trigger, "version": version, "user_id": person,
        "name": name, "level": 1, "period_key": "all", "kind": reward["kind"], "reward": Jsonb(reward),
        "amount": reward.get("amount", reward.get("points")), "currency": reward.get("currency"),
        "claim_by": datetime(2100, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    return insert_row(db, "reward_awards", rows | columns)


def grant(
    db: Connection,
    trigger: UUID,
    person: UUID,
    *,
    level: int = 1,
    period: str = "all",
    cause: UUID | None = None,
    moment: datetime | None = None,
) -> UUID | None:
    """What `app.grant_award` answers for the newest version of a trigger, now unless `moment` says when."""
    row = db.execute(
        "select app.grant_award(t, %s, %s, %s, %s, coalesce(%s, now())) from reward_triggers as t where t.id = %s"
        " order by t.version desc limit 1",
        (person, level, period, cause, moment, trigger),
    ).fetchone()
    assert row is not None
    made: UUID | None = row[0]
    return made


def pause_achievements(db: Connection) -> None:
    """The starter set, which a migration makes active, counts nothing: a test of rewards has its own triggers alone.

    Without the triggers of the table, as no administrator did this: nothing for the audit log.
    """
    with db.transaction():
        db.execute("alter table reward_programs disable trigger user")
        paused = db.execute(
            "update reward_programs set status = 'paused', paused_reason = 'asked'"
            " where id = app.achievement_program() and status = 'active'"
        )
        db.execute("alter table reward_programs enable trigger user")
    assert paused.rowcount == 1


@contextmanager
def achievements_of_production(db: Connection) -> Iterator[None]:
    """Inside, the starter set is what its migration made it."""
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        start_achievements(db)
    try:
        yield
    finally:
        pause_achievements(db)


def start_achievements(db: Connection) -> None:
    """The starter set counts, as it does wherever no test has paused it."""
    db.execute(
        "update reward_programs set status = 'active', paused_reason = null where id = app.achievement_program()"
    )


def make_achievement(db: Connection, key: str = "first-steps", **columns: object) -> str:
    """What can be achieved; its key."""
    rows = {"key": key, "name": "First steps", "description": "The first.", "criteria": "Do it once."}
    insert_row(db, "achievements", rows | {"image_key": key} | columns, returning="key")
    return key


def unlock(db: Connection, person: UUID, key: str, **columns: object) -> UUID:
    """Somebody has achieved it."""
    return insert_row(
        db, "user_achievements", {"user_id": person, "achievement_key": key, "level": 1} | columns
    )


def facts_of(db: Connection, person: UUID, like: str = "%") -> list[tuple[Any, ...]]:
    """What somebody did, in turn: type, what it was about, and the data."""
    return db.execute(
        "select type, reference, data from reward_facts where subject_user_id = %s and type like %s order by id",
        (person, like),
    ).fetchall()
