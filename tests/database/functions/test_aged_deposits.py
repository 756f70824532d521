"""app.aged_deposits: which old deposits' money still lies with us, the first that came being the first that goes."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.database.sql_functions import rows
from tests.factories.deals import Market, act, make_deal, make_market, open_gig
from tests.factories.money import Deal
from tests.factories.wallets import BrandWallet, begin_deposit, pay_deposit, withdraw
from tests.typing import Connection

NOW = datetime.now(UTC)


def make_wallet(
    db: Connection, *deposits: tuple[int, float], currency: str = "usd"
) -> tuple[Market, BrandWallet]:
    """A brand, and in its wallet deposits of so much, so many days ago."""
    market = make_market(db, 0)
    row = db.execute("select app.wallet_of(%s, null, %s)", (market.brand, currency)).fetchone()
    assert row is not None
    wallet = BrandWallet(row[0], market.brand, market.owner, currency)
    for amount, days in deposits:
        let_age(db, pay_deposit(db, wallet, amount).id, days)
    return market, wallet


def let_age(db: Connection, deposit: UUID, days: float) -> None:
    db.execute(
        "update wallet_transactions set completed_at = %s where id = %s",
        (NOW - timedelta(days=days), deposit),
    )


def aged(db: Connection, as_of: datetime = NOW) -> list[tuple[int, int, str]]:
    """Amount and rest of each, oldest first, and its currency."""
    found = sorted(rows(db, "app.aged_deposits", as_of), key=lambda row: row[6])
    return [(row[4], row[5], row[3]) for row in found]


def test_what_is_left_came_with_the_newest_deposits(db: Connection) -> None:
    market, _ = make_wallet(db, (10_000, 90), (5_000, 80), (3_000, 1))
    assert aged(db) == [(10_000, 10_000, "usd"), (5_000, 5_000, "usd")]
    (escrow,) = make_deal(db, market, 10_000)
    assert aged(db) == [(5_000, 4_000, "usd")], (
        "11,000 are held for the deal: the oldest, and 1,000 of the next"
    )
    act(db, market.creator, "select app.refund_held(%s)", escrow)
    assert aged(db) == [(10_000, 10_000, "usd"), (5_000, 5_000, "usd")]


def test_what_a_gig_holds_or_a_campaign_reserves_is_the_brands_still(db: Connection, deal: Deal) -> None:
    db.execute("update wallet_transactions set completed_at = %s", (NOW - timedelta(days=76),))
    assert aged(db) == [(100_000, 100_000, "usd")]
    open_gig(db, Market(deal.owner, deal.brand, deal.creator), budget=10_000)
    db.execute("select app.reserve_budget(%s, 60000)", (deal.participant,))
    assert aged(db) == [(100_000, 100_000, "usd")]


def test_what_was_refunded_of_a_deposit_is_gone_from_it(db: Connection) -> None:
    _, wallet = make_wallet(db, (10_000, 90), (5_000, 80))
    withdraw(db, wallet, 6_000)
    assert aged(db) == [(10_000, 9_000, "usd")], "a withdrawal takes the newest deposit first"
    withdraw(db, wallet, 9_000)
    assert aged(db) == []


def test_a_deposit_is_old_on_its_seventy_fifth_day_or_when_the_setting_says_so(db: Connection) -> None:
    make_wallet(db, (10_000, 75))
    assert aged(db, NOW - timedelta(microseconds=1)) == []
    assert aged(db) == [(10_000, 10_000, "usd")]
    db.execute("insert into admin_settings (key, value) values ('aged_deposit_days', '76')")
    assert aged(db) == []
    assert aged(db, NOW + timedelta(days=1)) == [(10_000, 10_000, "usd")]


def test_each_wallet_is_a_pot_of_its_own(db: Connection) -> None:
    make_wallet(db, (10_000, 90))
    _, euros = make_wallet(db, (700, 85), currency="eur")
    _, yen = make_wallet(db, (20, 95), currency="jpy")
    withdraw(db, yen, 20)
    assert aged(db) == [(10_000, 10_000, "usd"), (700, 700, "eur")]
    assert {row[1] for row in rows(db, "app.aged_deposits", NOW)} >= {euros.id}


def test_what_was_not_paid_is_no_deposit_and_what_came_otherwise_is_of_none(db: Connection) -> None:
    market, wallet = make_wallet(db, (1_000, 90))
    begin_deposit(db, wallet, 5_000)
    db.execute(
        "select ledger.post('test', 'gift', array[ledger.account('stripe_clearing', 'usd'),"
        " ledger.account('brand_available', 'usd', %s)], array[-300, 300]::bigint[])", (market.brand,)
    )  # fmt: skip
    assert aged(db) == [(1_000, 1_000, "usd")]
