"""The money contract: reserve, spend, release, in the books of wallet, campaign and ledger alike."""

from uuid import uuid4

import psycopg
import pytest

from tests.factories.money import books, earn, make_deal
from tests.typing import Connection


def test_an_unknown_participant_is_not_found(db: Connection) -> None:
    for call in ("app.reserve_budget(%s, 5)", "app.release_budget(%s)", "app.spend_budget(%s, 5)"):
        with pytest.raises(psycopg.Error) as error:
            db.execute(f"select {call}", (uuid4(),))
        assert error.value.sqlstate == "IG003"


def test_the_wallet_statement_explains_the_balance(db: Connection) -> None:
    deal = make_deal(db)
    earn(db, deal, 60_000)
    db.execute("select app.reserve_budget(%s, 500)", (deal.participant,))
    db.execute("select app.release_budget(%s, null)", (deal.participant,))
    rows = db.execute(
        "select t.transaction_type, t.balance_effect from wallet_transactions as t"
        " inner join wallets as w on w.id = t.wallet_id where w.brand_id = %s order by t.id", (deal.brand,)
    ).fetchall()  # fmt: skip
    assert rows == [
        ("deposit", 100_000), ("reservation", -60_000), ("transfer", 0), ("reservation", -500), ("release", 500)
    ]  # fmt: skip
    assert sum(row[1] for row in rows) == books(db, deal)["wallet"]


@pytest.mark.parametrize("role", ["anon", "authenticated", "admin", "service"])
def test_only_the_engine_moves_budgets(db: Connection, role: str) -> None:
    deal = make_deal(db)
    for call in ("app.reserve_budget(%s, 5)", "app.release_budget(%s)", "app.spend_budget(%s, 5)"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
            db.execute("select set_config('role', %s, true)", (role,))
            db.execute(f"select {call}", (deal.participant,))
