"""Ledger postings and funded wallets, made with the ledger's own functions as the superuser."""

from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID, uuid4

from tests.typing import Connection


def account(
    db: Connection, purpose: str, *, currency: str = "usd", brand_id: UUID | None = None,
    user_id: UUID | None = None, campaign_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """The ledger account of that purpose and owner."""
    return _id(
        db, "select ledger.account(%s, %s, %s, %s, %s)", (purpose, currency, brand_id, user_id, campaign_id)
    )


def post(db: Connection, *entries: tuple[UUID, int], key: str | None = None, kind: str = "test") -> UUID:
    """A ledger transaction of `entries` (account, signed minor units); its id."""
    return _id(
        db, "select ledger.post(%s, %s, %s::uuid[], %s::bigint[])",
        (kind, key or uuid4().hex, [entry[0] for entry in entries], [entry[1] for entry in entries]),
    )  # fmt: skip


def balance(db: Connection, account_id: UUID) -> int:
    """What the account holds, in minor units."""
    return int(_value(db, "select ledger.balance(%s)", (account_id,)))


def balance_at(db: Connection, account_id: UUID, moment: datetime) -> int:
    """What the account held at `moment`, in minor units: by its entries alone, whatever the accounts say."""
    held = "select coalesce(sum(amount), 0)::bigint from ledger.entries where account_id = %s and created_at <= %s"
    return int(_value(db, held, (account_id, moment)))


def fund_brand(db: Connection, brand_id: UUID, amount: int, *, currency: str = "usd") -> UUID:
    """A completed deposit of `amount` minor units into the wallet of `brand_id`; the wallet transaction's id."""
    key = uuid4().hex
    posted = post(
        db,
        (account(db, "stripe_clearing", currency=currency), -amount),
        (account(db, "brand_available", currency=currency, brand_id=brand_id), amount),
        key=f"deposit:{key}", kind="deposit",
    )  # fmt: skip
    return _id(
        db,
        "insert into wallet_transactions (wallet_id, transaction_type, amount, balance_effect, currency, status,"
        " reference_id, ledger_transaction_id, completed_at)"
        " values (app.wallet_of(%s, null, %s), 'deposit', %s, %s, %s, 'completed', %s, %s, now()) returning id",
        (brand_id, currency, amount, amount, currency, f"pi_test_{key}", posted),
    )


def _id(db: Connection, query: LiteralString, parameters: tuple[object, ...]) -> UUID:
    found: UUID = _value(db, query, parameters)
    return found


def _value(db: Connection, query: LiteralString, parameters: tuple[object, ...]) -> Any:
    row = db.execute(query, parameters).fetchone()
    assert row is not None
    return row[0]
