"""Statements of low balances: one function, one statement, typed rows."""

from uuid import UUID

from common.database import Transaction
from payments.low_balances.models import LowBalance


def find_low_balance(tx: Transaction, wallet_id: UUID) -> LowBalance:
    """Below what a brand's wallet is low. Raises `NotFound`, also for what is no brand's."""
    return tx.fetch_one(
        LowBalance,
        "select w.id as wallet_id, w.currency, coalesce(l.threshold, c.low_balance) as threshold,"
        " l.threshold is null as is_default, l.told_at from wallets as w inner join currencies as c"
        " on c.code = w.currency left join wallet_low_balances as l on l.wallet_id = w.id"
        " where w.id = %(id)s and w.brand_id is not null",
        {"id": wallet_id},
    )


def set_low_balance(tx: Transaction, wallet_id: UUID, threshold: int | None) -> None:
    """So many minor units from now on; None: as the currency says. Raises `NotFound`, `Forbidden`."""
    tx.execute("select app.set_low_balance(%(id)s, %(threshold)s)", {"id": wallet_id, "threshold": threshold})
