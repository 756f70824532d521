"""ledger.find_broken_transactions: which transactions are not whole, one by one and exactly."""

from uuid import UUID, uuid4

from tests.database.sql_functions import rows
from tests.factories.ledger import account, post
from tests.typing import Connection

SUM = "entries of a transaction sum to zero"
WHOLE = "transaction and entries belong together"


def tamper(db: Connection, statement: str, *parameters: object) -> None:
    """What no trigger saw."""
    db.execute("set local session_replication_role = replica")
    db.execute(statement.encode(), parameters)
    db.execute("set local session_replication_role = origin")


def test_whole_transactions_are_not_named(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    euros, more = (
        account(db, "stripe_clearing", currency="eur"),
        account(db, "platform_revenue", currency="eur"),
    )
    post(db, (euros, -5), (more, 5), (clearing, -7), (wallet, 7))
    assert rows(db, "ledger.find_broken_transactions") == []


def test_a_changed_amount_is_named_with_its_transaction(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    changed = post(db, (clearing, -300), (wallet, 300))
    tamper(db, "update ledger.entries set amount = 304 where transaction_id = %s and amount = 300", changed)
    assert rows(db, "ledger.find_broken_transactions") == [(SUM, str(changed), 0, 4)]


def test_a_lost_entry_breaks_both_rules(db: Connection, clearing: UUID, wallet: UUID) -> None:
    lost = post(db, (clearing, -500), (wallet, 500))
    tamper(db, "delete from ledger.entries where transaction_id = %s and amount > 0", lost)
    assert sorted(rows(db, "ledger.find_broken_transactions")) == [
        (SUM, str(lost), 0, -500), (WHOLE, str(lost), 2, 1),
    ]  # fmt: skip


def test_a_transaction_without_entries_and_entries_without_one_are_named(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    orphaned, emptied = post(db, (clearing, -5), (wallet, 5)), post(db, (clearing, -6), (wallet, 6))
    tamper(db, "delete from ledger.transactions where id = %s", orphaned)
    tamper(db, "delete from ledger.entries where transaction_id = %s", emptied)
    foreign = uuid4()
    tamper(db, "insert into ledger.transactions (id, kind, idempotency_key) values (%s, 'x', 'x')", foreign)
    assert sorted(rows(db, "ledger.find_broken_transactions")) == sorted([
        (WHOLE, str(orphaned), 0, 2), (WHOLE, str(emptied), 2, 0), (WHOLE, str(foreign), 2, 0),
    ])  # fmt: skip
