"""app.lend_shortfall: what a wallet lacks of what was taken back is put there as a debt."""

import pytest

from tests.factories.ledger import fund_brand
from tests.factories.wallets import BrandWallet, holdings, lines
from tests.typing import Connection


def lend(db: Connection, wallet: BrandWallet, needed: int, cause: str = "dispute:dp_1") -> None:
    db.execute(
        "select app.lend_shortfall(w, %s, %s) from wallets as w where w.id = %s", (needed, cause, wallet.id)
    )


@pytest.mark.parametrize(("held", "lent"), [(0, 3_000), (1_000, 2_000), (2_999, 1)])
def test_what_is_missing_is_there_and_owed(
    db: Connection, brand_wallet: BrandWallet, held: int, lent: int
) -> None:
    if held:
        fund_brand(db, brand_wallet.brand, held)
    lend(db, brand_wallet, 3_000)
    now = holdings(db, brand_wallet)
    assert (now["available"], now["disputes"]) == (3_000, -lent)
    assert lines(db, brand_wallet.id)[-1] == ("release", "completed", lent, lent)
    assert db.execute(
        "select t.reference_id, l.kind from wallet_transactions as t"
        " inner join ledger.transactions as l on l.id = t.ledger_transaction_id"
        " where t.transaction_type = 'release'"
    ).fetchall() == [("debt:dispute:dp_1", "debt")]


@pytest.mark.parametrize("held", [3_000, 3_001])
def test_who_has_enough_owes_nothing(db: Connection, brand_wallet: BrandWallet, held: int) -> None:
    fund_brand(db, brand_wallet.brand, held)
    lend(db, brand_wallet, 3_000)
    assert (holdings(db, brand_wallet)["available"], holdings(db, brand_wallet)["disputes"]) == (held, 0)
