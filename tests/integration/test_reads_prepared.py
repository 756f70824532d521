"""What `common.one_trip` has a session prepare, beside what psycopg prepares there: no more than is used."""

from contextlib import nullcontext, suppress
from uuid import UUID

import psycopg
import pytest

from common import limits, one_trip
from common.database import read, transaction
from common.errors.limits import RequestsLimited
from common.identity import SERVICE, Actor
from common.limits import RateClass, Take, due
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.limits import limit
from tests.factories.people import make_user


def test_a_statement_that_is_prepared_shows_each_actor_what_is_theirs(
    database: Database, owner: UUID, rival: UUID, admin: UUID
) -> None:
    with database.connect() as db:
        campaign = make_campaign(db, owner)

    def sees(user: UUID) -> bool:
        with read(Actor("user", user)) as tx:
            return campaign in tx.fetch_values("select id from campaigns where id = %(id)s", {"id": campaign})

    for _ in range(7):  # past the executions after which PostgreSQL keeps one plan for all
        assert [sees(user) for user in (owner, rival, admin)] == [True, False, True]


def statements_prepared() -> int:
    with read(SERVICE) as tx:
        number: int = tx.fetch_value(
            "select count(*) from pg_prepared_statements where name like 'one_trip%%'"
        )
    return number


def test_a_session_keeps_so_many_statements_and_no_more(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_trip, "MOST_PREPARED", 5)
    for _ in range(2):
        for number in range(12):
            with read(SERVICE) as tx:
                assert tx.fetch_value(f"select {number}") == number
    statements_prepared()  # one more, for which the oldest goes with the next
    assert statements_prepared() == 5


def test_what_psycopg_rolls_back_leaves_no_statement_behind(database: Database) -> None:
    for number in range(5):
        with read(SERVICE) as tx:
            assert tx.fetch_value("select %(number)s::integer", {"number": number}) == number
        with suppress(KeyError), transaction(SERVICE) as tx:
            assert tx.fetch_value("select 1") == 1
            raise KeyError
    assert statements_prepared() <= 3


def test_what_a_refused_transaction_was_to_prepare_is_not_taken_for_prepared(database: Database) -> None:
    """What the server skips behind a refusal, psycopg takes for prepared, unless it is told of the rollback."""
    with database.connect() as db:
        user = make_user(db)
    take = Take(Actor("user", user), RateClass.CREATE)
    for _ in range(4):
        with transaction(take.actor) as tx:
            tx.fetch_value("select 1")
    limit(database, "create", 1)
    for _ in range(6):
        with suppress(RequestsLimited), due(take), transaction(take.actor) as tx:
            tx.fetch_value("select 1")
        limits.forget()
    with transaction(take.actor) as tx:
        assert tx.fetch_value("select 1") == 1


@pytest.mark.parametrize("in_a_savepoint", [False, True])
def test_a_rollback_takes_nothing_from_the_reads_behind_it(database: Database, in_a_savepoint: bool) -> None:
    """Where psycopg rolls back, it has the session forget what is prepared; we know of it."""

    def ask() -> None:
        with read(SERVICE) as tx:
            assert tx.fetch_value("select 5") == 5

    def write() -> None:
        with transaction(SERVICE) as tx:
            assert tx.fetch_value("select 7") == 7

    ask()
    for _ in range(12):  # so often that psycopg prepares, too
        write()
    with (
        pytest.raises(psycopg.ProgrammingError),
        transaction(SERVICE) as tx,
        tx.savepoint() if in_a_savepoint else nullcontext(),
    ):
        tx.execute("selec")
    for _ in range(2):
        ask()
        write()
