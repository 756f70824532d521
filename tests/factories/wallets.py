"""Wallets of brands and what happens in them, made with the functions that payments use."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from tests.actors import acting_as
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

Line = tuple[str, str, int, int]
"""Type, status, amount and effect on what is available, in minor units."""


@dataclass(frozen=True)
class BrandWallet:
    """A brand's wallet and who may move its money."""

    id: UUID
    brand: UUID
    owner: UUID
    currency: str


@dataclass(frozen=True)
class Deposit:
    """A deposit that Stripe has confirmed."""

    id: UUID
    intent: str


def make_brand_wallet(db: Connection, *, funds: int = 0, currency: str = "usd") -> BrandWallet:
    """The wallet of a new brand, with a completed deposit of `funds` minor units if there are any."""
    owner = make_user(db, "brand")
    brand = brand_of(db, owner)
    if funds:
        fund_brand(db, brand, funds, currency=currency)
    row = db.execute("select app.wallet_of(%s, null, %s)", (brand, currency)).fetchone()
    assert row is not None
    return BrandWallet(row[0], brand, owner, currency)


def begin_deposit(db: Connection, wallet: BrandWallet, amount: int = 10_000) -> UUID:
    """A deposit of `amount` minor units that its payer has not paid yet."""
    row = db.execute(
        "insert into wallet_transactions (wallet_id, transaction_type, amount, currency)"
        " values (%s, 'deposit', %s, %s) returning id", (wallet.id, amount, wallet.currency)
    ).fetchone()  # fmt: skip
    assert row is not None
    deposit: UUID = row[0]
    return deposit


def pay_deposit(db: Connection, wallet: BrandWallet, amount: int = 10_000) -> Deposit:
    """A deposit of `amount` minor units, paid and credited."""
    deposit = Deposit(begin_deposit(db, wallet, amount), f"pi_{uuid4().hex}")
    db.execute(
        "select app.credit_deposit(%s, %s, %s, %s, 'ch_1')",
        (deposit.id, deposit.intent, amount, wallet.currency),
    )
    return deposit


def withdraw(db: Connection, wallet: BrandWallet, amount: int) -> list[UUID]:
    """Withdrawals of `amount` minor units in all that Stripe has not answered yet, newest deposit first."""
    with acting_as(db, wallet.owner):
        made = db.execute(
            "select withdrawal_id from app.begin_withdrawal(%s, %s)", (wallet.id, amount)
        ).fetchall()
    return [row[0] for row in made]


def lines(db: Connection, wallet_id: UUID) -> list[Line]:
    """The wallet's operations, oldest first."""
    return db.execute(
        "select transaction_type, status, amount, balance_effect from wallet_transactions"
        " where wallet_id = %s order by id", (wallet_id,)
    ).fetchall()  # fmt: skip


def holdings(db: Connection, wallet: BrandWallet) -> dict[str, int]:
    """What the ledger holds for the brand in the wallet's currency, and the mirror of Stripe, in minor units."""
    purposes = {"available": "brand_available", "refunds": "refunds", "disputes": "disputes"}
    held = {
        name: balance(db, account(db, purpose, currency=wallet.currency, brand_id=wallet.brand))
        for name, purpose in purposes.items()
    }
    return held | {"stripe": balance(db, account(db, "stripe_clearing", currency=wallet.currency))}
