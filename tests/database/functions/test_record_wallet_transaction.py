"""app.record_wallet_transaction: a completed operation, as the wallet's owner sees it."""

from tests.database.sql_functions import call, refusal
from tests.factories.ledger import account, post
from tests.factories.wallets import BrandWallet, begin_deposit, lines
from tests.typing import Connection


def test_it_is_a_completed_line_of_what_was_said(db: Connection, brand_wallet: BrandWallet) -> None:
    posted = post(db, (account(db, "stripe_clearing"), -500), (account(db, "platform_revenue"), 500))
    other = begin_deposit(db, brand_wallet)
    made = db.execute(
        "select app.record_wallet_transaction(%s, 'withdrawal', 700, -500, 'usd', 're_1', %s, 'Why', %s,"
        " '{\"covered_amount\": 500}')", (brand_wallet.id, posted, other)
    ).fetchone()  # fmt: skip
    assert made is not None
    assert db.execute(
        "select wallet_id, transaction_type, amount, balance_effect, currency, reference_id,"
        " ledger_transaction_id, description, relates_to, metadata, status, completed_at is not null"
        " from wallet_transactions where id = %s", made
    ).fetchone() == (
        brand_wallet.id, "withdrawal", 700, -500, "usd", "re_1", posted, "Why", other, {"covered_amount": 500},
        "completed", True,
    )  # fmt: skip


def test_a_reference_is_used_once_for_a_kind_of_operation(db: Connection, brand_wallet: BrandWallet) -> None:
    posted = post(db, (account(db, "stripe_clearing"), -5), (account(db, "platform_revenue"), 5))
    for kind in ("withdrawal", "release"):
        call(db, "app.record_wallet_transaction", brand_wallet.id, kind, 5, 5, "usd", "one", posted)
    refused = refusal(
        db, "app.record_wallet_transaction", brand_wallet.id, "release", 5, 5, "usd", "one", posted
    )
    assert refused.constraint == "wallet_transaction_reference_is_used_once"
    assert len(lines(db, brand_wallet.id)) == 2


def test_what_does_not_stand_in_the_ledger_is_not_completed(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    refused = refusal(
        db, "app.record_wallet_transaction", brand_wallet.id, "release", 5, 5, "usd", "one", None
    )
    assert refused.constraint == "completed_wallet_transaction_stands_in_the_ledger"
    assert lines(db, brand_wallet.id) == []


def test_the_effect_is_within_the_amount(db: Connection, brand_wallet: BrandWallet) -> None:
    posted = post(db, (account(db, "stripe_clearing"), -5), (account(db, "platform_revenue"), 5))
    refused = refusal(
        db, "app.record_wallet_transaction", brand_wallet.id, "release", 5, 6, "usd", "one", posted
    )
    assert refused.constraint == "wallet_transaction_effect_is_within_amount"
