"""app.wallet_balance: what a wallet holds, in the words of its owner."""

from uuid import uuid4

from tests.actors import acting_as
from tests.conftest import Database
from tests.database.sql_functions import Refusal, call, refusal, rows
from tests.factories.deals import act_row, make_deal, make_market, open_gig
from tests.factories.money import Deal, earn, let_hold_pass, make_payout
from tests.factories.people import make_member, make_user
from tests.factories.wallets import BrandWallet, begin_deposit, pay_deposit, withdraw
from tests.typing import Connection


def test_a_brand_has_available_reserved_for_campaigns_and_pending_deposits(
    db: Connection, brand_wallet: BrandWallet, deal: Deal
) -> None:
    pay_deposit(db, brand_wallet, 5_000)
    begin_deposit(db, brand_wallet, 700)
    with acting_as(db, brand_wallet.owner):
        assert rows(db, "app.wallet_balance", brand_wallet.id) == [(5_000, 0, 700, 0, 0)]
    db.execute("select app.reserve_budget(%s, 60000)", (deal.participant,))
    other = call(db, "app.wallet_of", deal.brand, None, "usd")
    with acting_as(db, deal.owner):
        assert rows(db, "app.wallet_balance", other) == [(40_000, 60_000, 0, 0, 0)]


def test_what_a_brand_owes_is_its_debt_folded_or_not(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet, 5_000)
    withdraw(db, brand_wallet, 4_000)
    for expected in (3_000, 5_000):
        db.execute(
            "select app.record_refund_at_stripe(%s, %s, %s)", (deposit.intent, f"re_{expected}", 4_000)
        )
        with acting_as(db, brand_wallet.owner):
            assert rows(db, "app.wallet_balance", brand_wallet.id) == [(0, 0, 0, expected, 0)]
        db.execute("select app.fold_ledger(100)")
        with acting_as(db, brand_wallet.owner):
            assert rows(db, "app.wallet_balance", brand_wallet.id) == [(0, 0, 0, expected, 0)]
        pay_deposit(db, brand_wallet, 2_000)


def test_a_creator_has_earnings_past_their_hold_in_transit_and_on_hold(db: Connection, deal: Deal) -> None:
    wallet = call(db, "app.wallet_of", None, deal.creator, "usd")
    payout = make_payout(db, deal, 30_000)
    earn(db, deal, 20_000)
    let_hold_pass(db, deal)
    earn(db, deal, 10_000)
    with acting_as(db, deal.creator):
        assert rows(db, "app.wallet_balance", wallet) == [(18_000, 27_000, 9_000, 0, 0)]
    db.execute("select app.settle_payout(%s, 'tr_1')", (payout,))
    with acting_as(db, deal.creator):
        assert rows(db, "app.wallet_balance", wallet) == [(18_000, 0, 9_000, 0, 0)]


def test_what_is_taken_back_of_an_earning_on_hold_is_taken_of_what_is_on_hold(
    db: Connection, deal: Deal
) -> None:
    earn(db, deal, 20_000)
    let_hold_pass(db, deal)
    held = earn(db, deal, 10_000)
    wallet = call(db, "app.wallet_of", None, deal.creator, "usd")
    for left in (4_500, 0):
        db.execute("select app.claw_back(%s, 4500, 'why')", (held,))
        with acting_as(db, deal.creator):
            assert rows(db, "app.wallet_balance", wallet) == [(18_000, 0, left, 0, 0)]
    let_hold_pass(db, deal)
    with acting_as(db, deal.creator):
        assert rows(db, "app.wallet_balance", wallet) == [(18_000, 0, 0, 0, 0)]


def test_what_is_taken_back_after_the_hold_is_netted_at_once(db: Connection, deal: Deal) -> None:
    earned = earn(db, deal, 10_000)
    let_hold_pass(db, deal)
    earn(db, deal, 10_000)
    db.execute("select app.claw_back(%s, 4500, 'why')", (earned,))
    wallet = call(db, "app.wallet_of", None, deal.creator, "usd")
    with acting_as(db, deal.creator):
        assert rows(db, "app.wallet_balance", wallet) == [(4_500, 0, 9_000, 0, 0)]


def test_other_currencies_are_other_wallets(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet, 5_000)
    euros = call(db, "app.wallet_of", brand_wallet.brand, None, "eur")
    with acting_as(db, brand_wallet.owner):
        assert rows(db, "app.wallet_balance", euros) == [(0, 0, 0, 0, 0)]


def test_every_member_the_service_and_administrators_read_it_and_nobody_else(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    pay_deposit(db, brand_wallet, 5_000)
    for reader in (make_member(db, brand_wallet.brand, "analyst"), make_user(db, "admin"), None):
        with acting_as(db, reader):
            assert rows(db, "app.wallet_balance", brand_wallet.id) == [(5_000, 0, 0, 0, 0)]
    for stranger in (make_user(db, "brand"), make_user(db)):
        with acting_as(db, stranger):
            assert refusal(db, "app.wallet_balance", brand_wallet.id) == Refusal("IG003")
    with acting_as(db, None):
        assert refusal(db, "app.wallet_balance", uuid4()) == Refusal("IG003")


def test_what_gigs_and_deals_hold_is_held(database: Database) -> None:
    """Of the brand with the fees on top, of the creator the prices."""
    with database.connect() as db:
        market = make_market(db, 100_000)
        open_gig(db, market, budget=1_000, slots=1)
        make_deal(db, market, 2_000)
        brand = act_row(db, "select id from wallets where brand_id = %s", market.brand)[0]
        with acting_as(db, None):
            assert rows(db, "app.wallet_balance", brand) == [(96_700, 0, 0, 0, 3_300)]
        found = "select w.id from wallets as w where w.user_id = %s"
        creator = act_row(db, found, market.creator)[0]
        with acting_as(db, None):
            assert rows(db, "app.wallet_balance", creator) == [(0, 0, 0, 0, 2_000)]
