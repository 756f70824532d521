"""ledger.find_broken_books: accounts, chains and transactions against the entries, in one pass over them."""

from uuid import UUID

import pytest

from tests.database.sql_functions import rows
from tests.factories.ledger import account, post
from tests.typing import Connection

WALLET = "purpose = 'brand_available'"
MIRROR = "purpose = 'stripe_clearing'"
STEP = "where account_version = 1"
NO_FLOOR = "alter domain ledger.holding drop constraint ledger_account_stays_above_zero"

TAMPERED: dict[str, tuple[str, list[tuple[str, int | None, int | None]]]] = {
    "a cent more in the wallet's account": (
        f"update ledger.accounts set balance = balance + 1 where {WALLET}",
        [("balance equals entries", 600, 601), ("each balance follows the one before", None, None)],
    ),
    "a step that is not counted": (
        f"update ledger.accounts set version = version - 1 where {WALLET}",
        [("chain has no gap", 1, 2), ("each balance follows the one before", None, None)],
    ),
    "an entry that leads elsewhere": (
        f"update ledger.entries set balance_after = balance_after + 1 {STEP}",
        [("each balance follows the one before", 501, 500),
         ("each entry leads from the balance before to the balance after", 0, 1)],
    ),
    "a chain that jumps": (
        f"update ledger.entries set balance_before = balance_before + 7, balance_after = balance_after + 7 {STEP}",
        [("each balance follows the one before", 0, 7)],
    ),
    "another owner": (
        f"update ledger.accounts set owner_id = gen_random_uuid() where {WALLET}",
        [("account is kept under its owner", None, None)],
    ),
    "a licence to go negative": (
        f"update ledger.accounts set may_go_negative = true where {WALLET}",
        [("purpose says what may go negative", None, 600), ("what is folded holds nothing else", 0, 600)],
    ),
    "a folded account that may not be": (
        f"update ledger.accounts set folded_balance = balance, balance = 0 where {WALLET}",
        [("only what may go negative is folded", 0, 600)],
    ),
    "an account below zero": (
        f"{NO_FLOOR}; update ledger.accounts set balance = -1 where {WALLET}",
        [("account that may not go negative is at or above zero", 0, -1), ("balance equals entries", 600, -1),
         ("each balance follows the one before", None, None)],
    ),
    "entries of another currency than their account": (
        f"update ledger.accounts set currency = 'eur' where {WALLET}",
        [("entry belongs to an account of its currency", None, 600)],
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def history(db: Connection, clearing: UUID, wallet: UUID) -> list[UUID]:
    """Two deposits, the older one of 500."""
    return [post(db, (clearing, -amount), (wallet, amount)) for amount in (500, 100)]


def tamper(db: Connection, statement: str, *parameters: object) -> None:
    """What no trigger saw."""
    db.execute("set local session_replication_role = replica")
    db.execute(statement.encode(), parameters or None)
    db.execute("set local session_replication_role = origin")


def found(db: Connection, seed: int = 1) -> list[tuple[str, int | None, int | None]]:
    """Rule, expected and found of each finding."""
    return sorted(
        (
            (rule, expected, amount)
            for rule, _, expected, amount in rows(db, "ledger.find_broken_books", seed)
        ),
        key=str,
    )


def test_whole_books_have_no_findings_folded_or_not(db: Connection, clearing: UUID) -> None:
    assert found(db) == []
    db.execute("select ledger.fold(%s, 1)", (clearing,))
    assert found(db, 2) == []


@pytest.mark.parametrize("case", TAMPERED)
def test_each_rule_finds_what_breaks_it(db: Connection, case: str) -> None:
    statement, findings = TAMPERED[case]
    tamper(db, statement)
    assert found(db) == findings


def test_the_finding_names_the_account(db: Connection, wallet: UUID) -> None:
    tamper(db, f"update ledger.accounts set balance = balance + 1 where {WALLET}")
    assert ("balance equals entries", str(wallet), 600, 601) in rows(db, "ledger.find_broken_books", 1)


def test_money_that_came_from_nowhere_is_found_in_its_currency(db: Connection, wallet: UUID) -> None:
    tamper(db, f"update ledger.entries set amount = amount + 1, balance_after = balance_after + 1 {STEP}")
    findings = rows(db, "ledger.find_broken_books", 1)
    assert ("entries sum to zero per currency", "usd", 0, 1) in findings
    assert ("balance equals entries", str(wallet), 601, 600) in findings


@pytest.mark.parametrize("seed", [0, 1, 2, 10**15])
def test_a_cent_moved_between_transactions_is_found_whatever_the_seed(
    db: Connection, history: list[UUID], seed: int
) -> None:
    """Each currency still sums to zero, and so does each account: only the weights tell."""
    revenue = account(db, "platform_revenue")
    for transaction, cents in zip(history, (1, -1), strict=True):
        tamper(
            db,
            "insert into ledger.entries (transaction_id, account_id, amount, currency) values (%s, %s, %s, 'usd')",
            transaction, revenue, cents,
        )  # fmt: skip
    tamper(db, "update ledger.transactions set entry_count = 3")
    [finding] = rows(db, "ledger.find_broken_books", seed)
    assert finding[:3] == ("transactions are whole", "usd", 0)


def test_a_lost_transaction_is_found_by_its_entries(db: Connection, history: list[UUID]) -> None:
    tamper(db, "delete from ledger.transactions where id = %s", history[0])
    [(rule, subject, announced, counted)] = rows(db, "ledger.find_broken_books", 1)
    assert (rule, subject) == ("transactions are whole", "entries")
    assert announced != counted
