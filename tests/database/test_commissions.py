"""Agents' parts of a deal's fee when it is paid, whichever way it is paid."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.agents import make_agent
from tests.factories.deal_fees import FEE, PRICE, commissions, make_referred, owed, pay_deal, revenue
from tests.factories.deals import (
    act,
    approve,
    findings,
    make_deal,
    make_market,
    pass_timers,
    status_of,
    submit,
    value,
)
from tests.typing import Connection

PART = FEE // 2


def set_setting(db: Connection, key: str, number: int) -> None:
    db.execute(
        "insert into admin_settings (key, value) values (%s, to_jsonb(%s))"
        " on conflict (key) do update set value = excluded.value",
        (key, number),
    )


def test_two_agents_have_equal_halves_and_the_platform_the_odd_unit(db: Connection) -> None:
    one, two = make_agent(db), make_agent(db)
    market = make_referred(db, one, two)
    pay_deal(db, market)
    assert commissions(db, one) == [("earned", "brand", PART, "pending")]
    assert commissions(db, two) == [("earned", "creator", PART, "pending")]
    assert (owed(db, one), owed(db, two), revenue(db)) == (PART, PART, FEE - 2 * PART)
    assert findings(db) == []


def test_a_commission_is_booked_with_the_release_and_due_as_the_earning_is(db: Connection) -> None:
    agent = make_agent(db)
    escrow = pay_deal(db, make_referred(db, agent, None))
    assert db.execute(
        "select c.base_fee = e.fee_amount, c.currency = e.currency, c.available_at = n.available_at,"
        " c.ledger_transaction_id = v.ledger_transaction_id, c.ledger_transaction_id = n.ledger_transaction_id,"
        " c.payout_id, c.paid_at, c.reason"
        " from commissions as c join escrows as e on e.id = c.escrow_id join earnings as n on n.escrow_id = e.id"
        " join escrow_events as v on v.escrow_id = e.id and v.event_type = 'released' where e.id = %s",
        (escrow,),
    ).fetchall() == [(True, True, True, True, True, None, None, "")]
    assert value(
        db, "select available_at - released_at from commissions join escrows as e on e.id = escrow_id"
    ) == (timedelta(days=7))


def test_one_agent_of_both_sides_has_the_whole_by_one_row(db: Connection) -> None:
    agent = make_agent(db)
    pay_deal(db, make_referred(db, agent, agent))
    assert commissions(db, agent) == [("earned", "both", FEE, "pending")]
    assert (owed(db, agent), revenue(db)) == (FEE, 0)
    assert findings(db) == []


@pytest.mark.parametrize("side", ["brand", "creator"])
def test_an_agent_of_one_side_has_the_whole(db: Connection, side: str) -> None:
    agent = make_agent(db)
    pay_deal(db, make_referred(db, *((agent, None) if side == "brand" else (None, agent))))
    assert commissions(db, agent) == [("earned", side, FEE, "pending")]
    assert revenue(db) == 0


def test_without_agents_the_fee_is_the_platforms(db: Connection) -> None:
    pay_deal(db, make_market(db))
    assert (revenue(db), value(db, "select count(*) from commissions")) == (FEE, 0)


def test_the_agent_sees_a_line_of_their_wallet_and_hears_of_it_without_a_word_of_the_deal(
    db: Connection,
) -> None:
    agent = make_agent(db)
    market = make_referred(db, agent, None)
    escrow = pay_deal(db, market)
    assert db.execute(
        "select t.transaction_type, t.amount, t.balance_effect, t.status, t.description, t.metadata"
        " from wallet_transactions as t join wallets as w on w.id = t.wallet_id where w.user_id = %s",
        (agent,),
    ).fetchall() == [("transfer", FEE, FEE, "completed", "Commission", {})]
    ((category, told, metadata),) = db.execute(
        "select category, title || message, metadata from notifications where user_id = %s", (agent,)
    ).fetchall()
    assert (category, metadata["amount"], metadata["currency"]) == ("agents", FEE, "usd")
    assert metadata["month"] == datetime.now(UTC).strftime("%Y-%m")
    assert set(metadata) == {"commission_id", "amount", "currency", "month"}
    secrets = ["A video", str(escrow), str(market.brand), str(market.creator)]
    assert not [secret for secret in secrets if secret in f"{told}{metadata}"]


def test_the_first_deal_of_both_is_noted_once(db: Connection) -> None:
    agent = make_agent(db)
    market = make_referred(db, agent, agent)
    first = pay_deal(db, market)
    noted = "select array_agg(distinct first_deal_at) from referrals"
    released = value(db, "select released_at from escrows where id = %s", first)
    assert value(db, noted) == [released]
    pay_deal(db, market)
    assert value(db, noted) == [released]


@pytest.mark.parametrize(
    ("override", "of_tier", "in_general", "part"),
    [
        (None, None, 10_000, FEE),
        (None, None, 5_000, 501),
        (None, 3_333, 5_000, 334),
        (9_999, 3_333, 5_000, 1_002),
    ],
)
def test_the_share_is_the_agents_else_the_tiers_else_the_setting(
    db: Connection, override: int | None, of_tier: int | None, in_general: int, part: int
) -> None:
    agent = make_agent(db, share_override_bp=override)
    db.execute("update agent_tiers set share_bp = %s where tier = 'bronze'", (of_tier,))
    set_setting(db, "agent_share_basis_points", in_general)
    pay_deal(db, make_referred(db, agent, None))
    assert (owed(db, agent), revenue(db)) == (part, FEE - part)
    assert findings(db) == []


def test_two_agents_have_half_of_the_fee_by_their_own_shares(db: Connection) -> None:
    one, two = make_agent(db, share_override_bp=2_000), make_agent(db)
    pay_deal(db, make_referred(db, one, two))
    assert (owed(db, one), owed(db, two), revenue(db)) == (100, PART, FEE - 100 - PART)
    assert findings(db) == []


@pytest.mark.parametrize("price", [1, 4, 14])
def test_of_a_fee_of_nothing_or_one_unit_there_are_no_halves(db: Connection, price: int) -> None:
    one, two = make_agent(db), make_agent(db)
    escrow = pay_deal(db, make_referred(db, one, two), price)
    fee = value(db, "select fee_amount from escrows where id = %s", escrow)
    assert fee == (price == 14)
    assert (commissions(db, one), commissions(db, two), revenue(db)) == ([], [], fee)
    assert value(db, "select count(*) from wallet_transactions as t join wallets as w on w.id = t.wallet_id"
                 " where w.user_id = any(%s)", [one, two]) == 0  # fmt: skip
    assert findings(db) == []


def test_a_split_shares_the_fee_of_what_the_creator_gets(db: Connection) -> None:
    one, two = make_agent(db), make_agent(db)
    market = make_referred(db, one, two)
    escrow = make_deal(
        db, market, PRICE, terms={"review_hours": 72, "revision_limit": 2, "keep_live_days": 30}
    )[0]
    approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    db.execute(
        "select app.step_escrow(e, 'disputed', now(), 'not_live') from escrows as e where id = %s", (escrow,)
    )
    db.execute("select app.split_escrow(e, 4_550, now(), 'x') from escrows as e where id = %s", (escrow,))
    assert (owed(db, one), owed(db, two), revenue(db)) == (227, 227, 1)
    assert value(db, "select array_agg(distinct base_fee) from commissions") == [455]
    assert findings(db) == []


def test_time_that_approves_pays_agents_too(db: Connection) -> None:
    agent = make_agent(db, commission_months_override=1)
    market = make_referred(db, agent, None)
    late = make_referred(db, agent, None)
    escrows = [make_deal(db, side, PRICE)[0] for side in (market, late)]
    db.execute("update auth.users set created_at = now() - interval '28 days' where id = %s", (late.owner,))
    for side, escrow in zip((market, late), escrows, strict=True):
        submit(db, escrow, side.creator)
    pass_timers(db, datetime.now(UTC) + timedelta(days=4))
    assert [status_of(db, escrow) for escrow in escrows] == ["released", "released"]
    assert commissions(db, agent) == [("earned", "brand", FEE, "pending")], (
        "the other's month is over by then"
    )
    assert findings(db) == []


def test_what_is_refunded_earns_nothing(db: Connection) -> None:
    agent = make_agent(db)
    market = make_referred(db, agent, agent)
    escrow = make_deal(db, market, PRICE)[0]
    db.execute("select app.refund_escrow(e, now()) from escrows as e where id = %s", (escrow,))
    assert (commissions(db, agent), owed(db, agent)) == ([], 0)
    assert findings(db) == []


def test_each_milestone_and_each_currency_stands_for_itself(db: Connection) -> None:
    agent = make_agent(db)
    market = make_referred(db, agent, None, currency="eur")
    first, second = make_deal(db, market, PRICE, 20_000, currency="eur")
    approve(db, first, market.owner, submit(db, first, market.creator))
    act(db, market.owner, "select app.pay_escrow(%s)", second)
    approve(db, second, market.owner, submit(db, second, market.creator))
    pay_deal(db, make_referred(db, agent, None))
    assert (owed(db, agent, "eur"), owed(db, agent)) == (FEE + 2_000, FEE)
    assert value(db, "select array_agg(currency order by currency) from wallets where user_id = %s", agent) == [
        "eur", "usd",
    ]  # fmt: skip
    assert findings(db) == []


def test_a_commission_is_available_when_its_time_has_come(db: Connection) -> None:
    agent = make_agent(db)
    pay_deal(db, make_referred(db, agent, None))
    due = value(db, "select available_at from commissions")
    mature = "select app.mature_commissions(%s, %s)"
    assert value(db, mature, due - timedelta(seconds=1), None) == 0
    assert value(db, mature, due, 0) == 0
    assert value(db, mature, due, None) == 1
    assert value(db, mature, due, None) == 0
    assert commissions(db, agent) == [("earned", "brand", FEE, "available")]
    assert findings(db) == []
