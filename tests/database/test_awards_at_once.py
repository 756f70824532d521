"""Claims, revocations, expiry, bans, erasures and ends of programs at one moment: one happens, and the books agree."""

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.concurrency import Step, run_at_once
from tests.conftest import Database
from tests.database.rewards_money import (
    AMOUNT,
    assert_books_agree,
    budget,
    claim,
    make_budget,
    make_money_award,
    owed,
    owner_of,
    program_of,
    row,
    status,
)
from tests.factories.people import make_erasure_request, make_user
from tests.factories.rewards import MONEY, make_trigger

CLAIM = "select app.claim_award(%s)"
REVOKE = "select app.revoke_award(%s, 'Why', now())"
GRANT = "app.grant_award(reward_triggers, uuid, bigint, text, uuid, timestamptz)"
GRANTS = "select app.grant_award(t, %s, 1, 'all', null, now()) from reward_triggers as t where t.id = %s"
EXPIRE = "select app.expire_awards(now() + interval '100 days', 100)"


def test_of_fifty_claims_at_once_one_is_paid(database: Database) -> None:
    with database.connect() as db:
        person = make_user(db)
        award = make_money_award(db, person)
        outcomes = run_at_once(database, *[(str(person), CLAIM, (award,))] * 50)
        assert sorted(outcomes) == ["IW009"] * 49 + ["ok"]
        assert row(db, "select count(*) from ledger.transactions where kind = 'reward_claim'") == (1,)
        assert row(db, "select count(*) from earnings") == (1,)
        assert owed(db, person) == AMOUNT
        assert_books_agree(db)


@pytest.mark.parametrize("other", ["revoke", "expire", "end", "fund", "erase"])
def test_a_claim_meets_what_ends_the_award_and_the_books_agree(database: Database, other: str) -> None:
    with database.connect() as db:
        program = make_budget(db)
        people = [make_user(db) for _ in range(4)]
        awards = [make_money_award(db, person, program) for person in people]
        owner = str(owner_of(db, program))
        if other == "fund":
            db.execute(
                "update reward_programs set status = 'paused', paused_reason = 'asked' where id = %s",
                (program,),
            )
        steps: list[Step] = [
            (str(person), CLAIM, (award,)) for person, award in zip(people, awards, strict=True)
        ]
        if other == "erase":
            steps += [
                ("service", "select app.erase_user(%s)", (make_erasure_request(db, one),)) for one in people
            ]
        elif other == "revoke":
            steps += [(owner, REVOKE, (award,)) for award in awards]
        elif other == "expire":
            steps += [("service", EXPIRE, ())] * 2
        elif other == "end":
            steps += [(owner, "select app.end_program(%s)", (program,))]
        else:
            steps += [(owner, "select app.activate_program(%s)", (program,))]
        outcomes = run_at_once(database, *steps)
        assert "40P01" not in outcomes, outcomes
        claimed = [award for award in awards if status(db, award) == "claimed"]
        assert outcomes[:4].count("ok") == len(claimed)
        assert set(outcomes[:4]) <= {"ok", "IW001", "IW014", "IM005"}
        assert sum(owed(db, person) for person in people) == len(claimed) * AMOUNT
        assert_books_agree(db)


def test_who_is_banned_before_the_claim_ends_is_paid_nothing(database: Database) -> None:
    with database.connect() as db:
        person = make_user(db)
        award = make_money_award(db, person)
        with database.connect("api_login", autocommit=False) as theirs:
            theirs.execute("select app.begin_request(%s)", (Jsonb({"sub": str(person)}),))
            db.execute("update auth.users set status = 'banned' where id = %s", (person,))
            with pytest.raises(psycopg.Error) as refused:
                theirs.execute(CLAIM, (award,))
        assert refused.value.sqlstate == "IM005"
        assert (status(db, award), owed(db, person)) == ("granted", 0)


def test_a_budget_of_ten_grants_ten_of_two_hundred(database: Database) -> None:
    with database.connect() as db:
        program = make_budget(db)
        trigger = make_trigger(db, program, reward=MONEY)
        people = [make_user(db) for _ in range(200)]
        db.execute(f"grant execute on function {GRANT} to service".encode())
        for begin in range(0, 200, 40):
            steps: list[Step] = [("service", GRANTS, (one, trigger)) for one in people[begin : begin + 40]]
            assert run_at_once(database, *steps) == ["ok"] * 40
        assert db.execute("select status, count(*) from reward_awards group by status order by status").fetchall() == [
            ("failed", 190), ("granted", 10),
        ]  # fmt: skip
        assert budget(db, program) == (10 * AMOUNT, 10 * AMOUNT, 0, 10 * AMOUNT)
        assert_books_agree(db)


def test_the_same_granted_by_many_at_once_is_one_award_and_one_reservation(database: Database) -> None:
    with database.connect() as db:
        program, person = make_budget(db), make_user(db)
        trigger = make_trigger(db, program, reward=MONEY)
        db.execute(f"grant execute on function {GRANT} to service".encode())
        assert run_at_once(database, *[("service", GRANTS, (person, trigger))] * 8) == ["ok"] * 8
        assert row(db, "select count(*) from reward_awards") == (1,)
        assert budget(db, program)[1] == AMOUNT


def test_money_is_revoked_once(database: Database) -> None:
    with database.connect() as db:
        person = make_user(db)
        award = make_money_award(db, person)
        claim(db, person, award)
        outcomes = run_at_once(database, *[("service", REVOKE, (award,))] * 4)
        assert sorted(outcomes) == ["IW001"] * 3 + ["ok"]
        assert owed(db, person) == 0
        assert budget(db, program_of(db, award))[3] == 10 * AMOUNT
        assert_books_agree(db)
