"""Who asks to be forgotten leaves nothing of what they did; what others do with them writes nothing of them again."""

import threading
from datetime import UTC, datetime
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.database.sql_functions import call
from tests.factories.deals import value
from tests.factories.people import make_erasure_request, make_user
from tests.factories.rewards import MONEY, facts_of, make_award, make_program, make_trigger, record_fact
from tests.typing import Connection

OF_A_PERSON = {
    "reward_facts": "subject_user_id", "fact_marks": "user_id", "reward_counters": "user_id",
    "reward_counter_members": "user_id", "reward_subjects": "user_id", "leaderboard_participants": "user_id",
}  # fmt: skip


def count_for(db: Connection, person: UUID, trigger: UUID) -> None:
    """They are three of five with a trigger, have ten points, and want to be named."""
    for table, more, values in [
        ("reward_counters", "trigger_id, version, period_key, value", (trigger, 1, "all", 3)),
        ("reward_counter_members", "trigger_id, version, period_key, member", (trigger, 1, "all", "x")),
        ("leaderboard_participants", "created_at", (datetime.now(UTC),)),
        ("fact_marks", "type, reference", ("profile.completed", "creator")),
    ]:
        marks = ", ".join(["%s"] * (len(values) + 1))
        db.execute(f"insert into {table} (user_id, {more}) values ({marks})".encode(), (person, *values))


def rows_of(db: Connection, person: UUID) -> dict[str, int]:
    """How many rows of each table are theirs."""
    return {
        table: value(db, f"select count(*) from {table} where {column} = %s", person)
        for table, column in OF_A_PERSON.items()
    }


def test_nothing_is_left_of_what_they_did_and_nothing_of_others_is_touched(db: Connection) -> None:
    trigger = make_trigger(db, make_program(db))
    person, other = make_user(db), make_user(db)
    for who in (person, other):
        record_fact(db, who, price=5)
        call(db, "app.lock_reward_subject", who)
        count_for(db, who, trigger)
    program = value(db, "select id from reward_programs where id <> app.achievement_program()")
    for who in (person, other):
        db.execute(
            "insert into point_balances (user_id, program_id, points) values (%s, %s, 10)", (who, program)
        )
    before = rows_of(db, other)
    assert rows_of(db, person) == before == dict.fromkeys(OF_A_PERSON, 1)
    assert call(db, "app.erase_user", make_erasure_request(db, person)) == "done"
    assert rows_of(db, person) == dict.fromkeys(OF_A_PERSON, 0)
    assert rows_of(db, other) == before
    points = "select user_id, points from point_balances order by points"
    assert db.execute(points).fetchall() == [(person, 0), (other, 10)]
    receipt = value(db, "select receipt from erasure_requests where user_id = %s", person)
    assert (receipt["reward_facts"], receipt["reward_counters"]) == (1, 1)


def test_accounts_that_go_along_write_no_fact_that_stays(db: Connection) -> None:
    person = make_user(db)
    db.execute(
        "insert into social_accounts (user_id, platform, platform_user_id, username) values (%s, 'tiktok', '1', 'ada')",
        (person,),
    )
    assert len(facts_of(db, person)) == 1
    call(db, "app.erase_user", make_erasure_request(db, person))
    assert facts_of(db, person) == []


def test_what_was_granted_and_not_claimed_is_revoked_and_no_word_of_it_is_left(db: Connection) -> None:
    person = make_user(db)
    program = make_program(db, currency="eur", budget_total=500, budget_reserved=500)
    award = make_award(db, make_trigger(db, program, reward=MONEY), person)
    call(db, "app.erase_user", make_erasure_request(db, person))
    assert value(db, "select status from reward_awards where id = %s", award) == "revoked"
    assert value(db, "select count(*) from notifications where user_id = %s", person) == 0


def test_a_deed_beside_the_erasure_waits_for_it_and_writes_nothing_of_who_is_gone(database: Database) -> None:
    with database.connect() as db, database.connect(autocommit=False) as erasing:
        person, other = make_user(db), make_user(db)
        request = make_erasure_request(db, person)
        call(erasing, "app.erase_user", request)
        both = ("login.day", [other, person], [datetime.now(UTC)] * 2, [Jsonb({})] * 2, ["one", "two"])
        deed = threading.Thread(target=call, args=(db, "app.record_facts", *both))
        deed.start()
        deed.join(0.5)
        assert deed.is_alive(), "it waits for the erasure"
        erasing.commit()
        deed.join(20)
        assert (facts_of(db, person), len(facts_of(db, other))) == ([], 1)


def test_an_erasure_waits_for_who_counts_the_persons_facts(database: Database) -> None:
    with database.connect() as db, database.connect(autocommit=False) as counting:
        person = make_user(db)
        request = make_erasure_request(db, person)
        call(counting, "app.lock_reward_subject", person)
        counting.execute("select from auth.users where id = %s for key share", (person,))
        db.execute("set lock_timeout = '200ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            call(db, "app.erase_user", request)
        counting.execute("select set_config('lock_timeout', '200ms', true)")
        call(counting, "app.record_fact", "login.day", person, datetime.now(UTC), Jsonb({}), str(uuid4()))
        counting.commit()
        assert call(db, "app.erase_user", request) == "done"
        assert rows_of(db, person) == dict.fromkeys(OF_A_PERSON, 0)
