"""app.wallet_position: how many bookings a wallet had just before a moment, its balance and its debt."""

from datetime import datetime
from uuid import UUID

from tests.actors import acting_as
from tests.database.sql_functions import call, rows
from tests.factories.money import Deal, earn
from tests.factories.wallets import BrandWallet, pay_deposit, withdraw
from tests.typing import Connection


def positions(db: Connection, wallet: UUID, *moments: datetime | str) -> list[tuple[int, ...]]:
    with acting_as(db, None):
        return [rows(db, "app.wallet_position", wallet, moment)[0] for moment in moments]


def clock(db: Connection) -> datetime:
    """This moment, also inside a transaction."""
    row = db.execute("select clock_timestamp()").fetchone()
    assert row is not None
    moment: datetime = row[0]
    return moment


def test_a_brand_stands_where_its_last_booking_before_the_moment_left_it(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    moments: list[datetime | str] = ["-infinity", clock(db)]
    deposit = pay_deposit(db, brand_wallet, 5_000)
    moments.append(clock(db))
    withdraw(db, brand_wallet, 4_000)
    moments.append(clock(db))
    db.execute("select app.record_refund_at_stripe(%s, 're_1', 3000)", (deposit.intent,))
    moments += [clock(db), "infinity"]
    assert positions(db, brand_wallet.id, *moments) == [
        (0, 0, 0), (0, 0, 0), (1, 5_000, 0), (2, 1_000, 0), (4, 0, 2_000), (4, 0, 2_000),
    ]  # fmt: skip


def test_the_moment_itself_is_not_before_it(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet, 5_000)
    booked = db.execute("select max(created_at) from ledger.entries where amount > 0").fetchone()
    assert booked is not None
    assert positions(db, brand_wallet.id, booked[0], "infinity") == [(0, 0, 0), (1, 5_000, 0)]


def test_a_creator_stands_where_the_bookings_before_the_moment_lead_folded_or_not(
    db: Connection, deal: Deal
) -> None:
    wallet = call(db, "app.wallet_of", None, deal.creator, "usd")
    moments: list[datetime | str] = [clock(db)]
    for gross in (10_000, 20_000):
        earn(db, deal, gross)
        moments.append(clock(db))
    expected = [(0, 0, 0), (1, 9_000, 0), (2, 27_000, 0)]
    assert positions(db, wallet, *moments) == expected
    db.execute("select app.fold_ledger(1)")
    assert positions(db, wallet, *moments) == expected
