"""app.reconcile: proves the books, and writes down what it found."""

from typing import Any

from tests.database.sql_functions import call
from tests.factories.money import Deal, earn
from tests.factories.wallets import BrandWallet, pay_deposit
from tests.typing import Connection


def report(db: Connection) -> Any:
    """What the report says of itself, and its findings."""
    made = call(db, "app.reconcile")
    row = db.execute(
        "select entry_count, account_count, is_clean, findings, duration_ms >= 0 from ledger.reconciliations"
        " where id = %s", (made,)
    ).fetchone()  # fmt: skip
    assert row is not None
    return row


def test_clean_books_are_counted_and_called_clean(db: Connection, deal: Deal) -> None:
    earn(db, deal, 10_000)
    counted = db.execute(
        "select (select count(*) from ledger.entries), (select count(*) from ledger.accounts)"
    ).fetchone()
    assert counted is not None
    assert counted[0] == 7
    assert report(db) == (*counted, True, [], True)


def test_each_run_is_a_report_of_its_own(db: Connection) -> None:
    reports = {call(db, "app.reconcile") for _ in range(2)}
    stored = db.execute("select id from ledger.reconciliations").fetchall()
    assert {row[0] for row in stored} == reports
    assert len(reports) == 2


def test_what_is_broken_in_the_ledger_and_beside_it_is_written_down(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    pay_deposit(db, brand_wallet)
    db.execute("set local session_replication_role = replica")
    db.execute("update ledger.accounts set balance = balance + 1 where brand_id = %s and balance > 0",
               (brand_wallet.brand,))  # fmt: skip
    _, _, is_clean, findings, _ = report(db)
    assert is_clean is False
    assert {finding["check"] for finding in findings} == {
        "balance equals entries", "each balance follows the one before", "wallet equals its account",
    }  # fmt: skip
    assert {"check": "wallet equals its account", "subject": str(brand_wallet.id), "expected": 10_001,
            "found": 10_000} in findings  # fmt: skip


def test_broken_transactions_are_named_one_by_one(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet)
    db.execute("set local session_replication_role = replica")
    lost = db.execute("delete from ledger.transactions returning id").fetchone()
    assert lost is not None
    _, _, _, findings, _ = report(db)
    assert {"check": "transaction and entries belong together", "subject": str(lost[0]), "expected": 0,
            "found": 2} in findings  # fmt: skip


def test_no_more_than_a_thousand_findings_are_written_down(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet)
    db.execute("set local session_replication_role = replica")
    db.execute(
        "insert into wallet_transactions (wallet_id, transaction_type, amount, currency, status,"
        " ledger_transaction_id) select %s, 'release', 1, 'usd', 'completed', gen_random_uuid()"
        " from generate_series(1, 1100)", (brand_wallet.id,)
    )  # fmt: skip
    assert len(report(db)[3]) == 1_000
