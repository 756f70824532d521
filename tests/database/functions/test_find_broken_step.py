"""ledger.find_broken_step: the first step of a chain that does not begin where the last one ended."""

from uuid import UUID, uuid4

from tests.database.sql_functions import rows
from tests.factories.ledger import post
from tests.typing import Connection


def tamper(db: Connection, account: UUID, version: int, cents: int) -> None:
    """Move a step of the chain by some cents, past the triggers."""
    db.execute("set local session_replication_role = replica")
    db.execute(
        "update ledger.entries set balance_before = balance_before + %s, balance_after = balance_after + %s"
        " where account_id = %s and account_version = %s", (cents, cents, account, version)
    )  # fmt: skip
    db.execute("set local session_replication_role = origin")


def test_a_whole_chain_has_none(db: Connection, clearing: UUID, wallet: UUID) -> None:
    for amount in (500, 300, -200):
        post(db, (clearing, -amount), (wallet, amount))
    assert rows(db, "ledger.find_broken_step", wallet) == []
    assert rows(db, "ledger.find_broken_step", clearing) == [], "entries that wait for a fold are no step yet"
    assert rows(db, "ledger.find_broken_step", uuid4()) == []


def test_the_first_of_several_is_named_with_what_it_should_have_found(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    for amount in (500, 300, 200, 100):
        post(db, (clearing, -amount), (wallet, amount))
    tamper(db, wallet, 4, 1)
    assert rows(db, "ledger.find_broken_step", wallet) == [(1_000, 1_001)]
    tamper(db, wallet, 2, 7)
    assert rows(db, "ledger.find_broken_step", wallet) == [(500, 507)]
    tamper(db, wallet, 1, -3)
    assert rows(db, "ledger.find_broken_step", wallet) == [(0, -3)], "the first step begins at nothing"
