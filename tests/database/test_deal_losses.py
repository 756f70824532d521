"""What a card dispute leaves in debt: which deals it holds up, who lets them go, and what a loss collects."""

from collections.abc import Callable
from uuid import UUID

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.card_disputes import (
    TOTAL,
    books,
    bring_to,
    deal_by_card,
    deals,
    dispute,
    new_id,
    refund_at_stripe,
    settle,
    states,
    top_up,
)
from tests.factories.deals import (
    Market,
    act,
    approve,
    claim,
    findings,
    make_market,
    open_gig,
    pass_timers,
    status_of,
    submit,
    value,
)
from tests.factories.ledger import fund_brand
from tests.typing import Connection


def test_a_debt_holds_up_the_newest_deals_as_far_as_it_goes(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        by_card, intent = deal_by_card(db, market)
        others = deals(db, market, 3)
        name = dispute(db, intent, amount=TOTAL + 11_001)
        assert books(db, market) == (0, 22_001, 4 * TOTAL)
        assert states(db, [by_card, *others]) == ["frozen", "locked", "frozen", "frozen"]
        dispute(db, intent, amount=TOTAL + 11_000, name=name)
        assert states(db, [by_card, *others]) == ["frozen", "locked", "locked", "frozen"], (
            "a cent less is a deal less"
        )
        act(db, market.owner, "select app.cancel_escrow(%s)", others[0])
        settle(db)
        assert books(db, market) == (0, TOTAL, 3 * TOTAL)
        assert states(db, [by_card, *others]) == ["frozen", "refunded", "locked", "locked"]
        assert findings(db) == []


def test_what_the_wallet_covers_holds_up_only_what_the_payment_has_paid(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        by_card, intent = deal_by_card(db, market)
        (other,) = deals(db, market, 1)
        gig = open_gig(db, market, mode="application")
        fund_brand(db, market.brand, TOTAL)
        name = dispute(db, intent)
        assert states(db, [by_card, other]) == ["frozen", "locked"]
        assert value(db, "select status from gigs where id = %s", gig) == "open"
        dispute(db, intent, "lost", name=name)
        assert states(db, [by_card, other]) == ["locked", "locked"], "nothing is owed for it"
        assert value(db, "select status from gigs where id = %s", gig) == "open"
        assert books(db, market) == (0, 0, 2 * TOTAL)
        assert findings(db) == []


def by_deposit(db: Connection, market: Market, _: UUID) -> None:
    top_up(db, market)


def by_refund(db: Connection, market: Market, old: UUID) -> None:
    act(db, market.owner, "select app.cancel_escrow(%s)", old)


def by_adjustment(db: Connection, market: Market, _: UUID) -> None:
    fund_brand(db, market.brand, TOTAL)


def by_gig(db: Connection, market: Market, _: UUID) -> None:
    gig = value(db, "select id from gigs where status = 'paused' and mode = 'claim'")
    act(db, market.owner, "select app.end_gig(%s)", gig)


@pytest.mark.parametrize("pay", [by_deposit, by_refund, by_adjustment, by_gig])
def test_however_the_debt_is_paid_deals_go_on_and_gigs_wait_for_their_brand(
    database: Database, pay: Callable[[Connection, Market, UUID], None]
) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        (old,) = deals(db, market, 1)
        by_card, intent = deal_by_card(db, market)
        fund_brand(db, market.brand, TOTAL)
        open_gig(db, market, budget=10_000, slots=1)
        gig = open_gig(db, market, mode="application")
        dispute(db, intent)
        assert states(db, [old, by_card]) == ["locked", "frozen"]
        with pytest.raises(psycopg.Error) as refused:
            act(db, market.owner, "select app.open_gig(%s)", gig)
        assert refused.value.sqlstate == "IK040"
        told = "select count(*) from notifications where type = 'gig_paused' and user_id = %s"
        assert value(db, told, market.owner) == 2
        pay(db, market, old)
        assert books(db, market)[:2] == (0, 0)
        assert settle(db) == 1
        assert settle(db) == 0
        assert status_of(db, by_card) == "locked"
        assert value(db, "select status from gigs where id = %s", gig) == "paused"
        act(db, market.owner, "select app.open_gig(%s)", gig)
        assert findings(db) == []


def test_a_loss_closes_gigs_and_refunds_what_nobody_delivered(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        bare, delivered = deals(db, market, 2)
        by_card, intent = deal_by_card(db, market)
        fund_brand(db, market.brand, 2 * 5_500)
        gig = open_gig(db, market, budget=10_000, slots=2)
        claimed = claim(db, gig, market.creator)
        work = submit(db, delivered, market.creator)
        name = dispute(db, intent, amount=40_000)
        every = [by_card, claimed, delivered, bare]
        assert states(db, every) == ["frozen"] * 4
        dispute(db, intent, "lost", amount=40_000, name=name)
        assert states(db, every) == ["refunded", "refunded", "work_submitted", "refunded"]
        assert value(db, "select status from gigs where id = %s", gig) == "closed"
        assert books(db, market) == (0, 40_000 - 2 * TOTAL - 2 * 5_500, TOTAL)
        approve(db, delivered, market.owner, work)
        assert books(db, market) == (0, 7_000, 0), "who delivered is paid; the loss stays the brand's"
        told = "select count(*) from notifications where type = 'deal_unfrozen'"
        assert value(db, told) == 2, "both sides of the one that goes on"
        assert findings(db) == []


def test_a_loss_closes_no_gig_more_than_it_takes(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        _, intent = deal_by_card(db, market)
        fund_brand(db, market.brand, 2 * 11_000)
        open_gig(db, market, mode="application")
        gigs = [open_gig(db, market, budget=10_000, slots=2) for _ in range(2)]
        refund_at_stripe(db, intent, 5_000)
        status = "select array_agg(status order by id = any(%s), id) from gigs"
        assert value(db, status, gigs) == ["open", "cancelled", "open"]
        assert findings(db) == []


def test_a_loss_takes_no_deal_that_its_gigs_have_paid_for(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        by_card, intent = deal_by_card(db, market)
        fund_brand(db, market.brand, TOTAL)
        gig = open_gig(db, market, budget=10_000, slots=1)
        dispute(db, intent, "lost")
        assert states(db, [by_card]) == ["locked"]
        assert value(db, "select status from gigs where id = %s", gig) == "cancelled"
        assert books(db, market) == (0, 0, TOTAL)
        assert findings(db) == []


@pytest.mark.parametrize("cover", [0, 4_000])
@pytest.mark.parametrize(
    "status", ["locked", "work_in_progress", "work_submitted", "under_review", "approved"]
)
def test_a_refund_in_the_dashboard_counts_as_lost_where_the_wallet_is_short(
    database: Database, cover: int, status: str
) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        terms: dict[str, object] = {"keep_live_days": 30, "review_hours": 72}
        escrow, intent = deal_by_card(db, market, terms=terms)
        bring_to(db, market, escrow, status)
        if cover:
            fund_brand(db, market.brand, cover)
        name = new_id("re")
        for _ in range(2):
            refund_at_stripe(db, intent, 4_000, name)
        is_lost = not cover and status in ("locked", "work_in_progress")
        assert states(db, [escrow]) == ["refunded" if is_lost else status]
        expected = (TOTAL - 4_000, 0, 0) if is_lost else (0, 0 if cover else 4_000, TOTAL)
        assert books(db, market) == expected
        assert findings(db) == []


def test_a_brand_that_is_banned_meanwhile_is_held_up_and_let_go_as_any_other(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        escrow, intent = deal_by_card(db, market)
        submit(db, escrow, market.creator)
        name = dispute(db, intent)
        db.execute("update auth.users set status = 'banned' where id = %s", (market.owner,))
        dispute(db, intent, "lost", name=name)
        due = value(db, "select deadline_at + interval '4 days' from escrows where id = %s", escrow)
        pass_timers(db, due)
        assert status_of(db, escrow) == "released"
        assert books(db, market) == (0, TOTAL, 0)
        assert findings(db) == []
