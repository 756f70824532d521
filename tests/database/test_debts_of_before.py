"""A debt of a release that paid debts out of deposits only, beside money that came in otherwise."""

from uuid import UUID

import pytest

from database_migrations.folder import database_directory
from tests.conftest import Database
from tests.factories.ledger import account, post
from tests.factories.payments import assert_books_are_clean
from tests.factories.wallets import BrandWallet, holdings, lines, make_brand_wallet, pay_deposit
from tests.typing import Connection

MIGRATION = database_directory() / "migrations" / "20261204009000_debts_of_before_are_paid.sql"


def migrate(database: Database) -> None:
    """The way up, once more: as the role that migrates, in a transaction."""
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(MIGRATION.read_text().partition("-- migrate:down")[0].encode())


def dispute_as_before(db: Connection, wallet: BrandWallet, deposit: UUID, taken: int) -> None:
    """So much was taken back, in minor units, while the wallet had nothing, and all of it is owed."""
    disputes = account(db, "disputes", brand_id=wallet.brand)
    posted = post(db, (account(db, "stripe_clearing"), taken), (disputes, -taken), kind="dispute")
    db.execute(
        "insert into wallet_transactions (wallet_id, transaction_type, amount, balance_effect, currency, status,"
        " reference_id, relates_to, ledger_transaction_id, completed_at)"
        " values (%s, 'reservation', %s, 0, 'usd', 'completed', %s, %s, %s, now())",
        (wallet.id, taken, f"dp_{wallet.id}", deposit, posted),
    )
    db.execute("select app.count_refunds(%s)", (deposit,))


@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize(("debt", "paid"), [(4_000, 4_000), (10_000, 10_000), (12_000, 10_000), (0, 0)])
def test_what_is_there_pays_what_is_owed_once(database: Database, debt: int, paid: int, folded: bool) -> None:
    with database.connect() as db:
        wallet, other = make_brand_wallet(db), make_brand_wallet(db)
        deposit = pay_deposit(db, wallet, 10_000)
        dispute_as_before(db, other, pay_deposit(db, other, 500).id, 500)
        if debt:
            dispute_as_before(db, wallet, deposit.id, debt)
        if folded:
            db.execute("select ledger.fold(id) from ledger.accounts where may_go_negative")
        before = lines(db, wallet.id)
    for _ in range(2):
        migrate(database)
        with database.connect() as db:
            held = holdings(db, wallet)
            assert (held["available"], held["disputes"]) == (10_000 - paid, paid - debt)
            assert holdings(db, other)["disputes"] == 0
            assert lines(db, wallet.id) == [*before, *[("withdrawal", "completed", paid, -paid)] * (paid > 0)]
    if debt <= 10_000:
        assert_books_are_clean(database)
