"""What goes back of a paid deal goes back of its agents' parts, too: in proportion, never too much, all at last."""

from random import Random
from typing import Any
from uuid import UUID

import psycopg
import pytest

from common.database_errors import translate
from common.errors.agents import CommissionExceeded, CommissionTransitionForbidden
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.agents import make_agent
from tests.factories.deal_fees import FEE, PRICE, commissions, make_referred, owed, pay_deal, revenue
from tests.factories.deals import findings, value
from tests.factories.ledger import account, balance, fund_brand, post
from tests.typing import Connection

PART = FEE // 2


def earning_of(db: Connection, escrow: UUID) -> UUID:
    """What the creator earned by an escrow."""
    earning: UUID = value(db, "select id from earnings where escrow_id = %s and kind = 'earned'", escrow)
    return earning


def take_back(db: Connection, earning: UUID, amount: int) -> None:
    """An administrator's clawback of so many minor units."""
    call(db, "app.claw_back", earning, amount, "The post was bought")


def pay_out(db: Connection, agent: UUID) -> UUID:
    """A payout of all that an agent is owed, as a run books it; its id."""
    batch = value(db, "insert into payout_batches (as_of) values (now()) returning id")
    amount = owed(db, agent)
    posted = post(
        db, (account(db, "agent_payable", user_id=agent), -amount),
        (account(db, "payout_in_transit", user_id=agent), amount), kind="payout",
    )  # fmt: skip
    payout: UUID = value(
        db,
        "insert into payouts (batch_id, creator_user_id, amount, currency, stripe_account_id, idempotency_key,"
        " earning_ids, ledger_transaction_id) values (%s, %s, %s, 'usd', 'acct_1', uuidv7()::text, '{}', %s)"
        " returning id",
        batch, agent, amount, posted,
    )  # fmt: skip
    db.execute(
        "update commissions set status = 'available' where agent_user_id = %s and status = 'pending'",
        (agent,),
    )
    db.execute("update commissions set payout_id = %s where agent_user_id = %s", (payout, agent))
    return payout


def broken(db: Connection) -> list[tuple[Any, ...]]:
    """What the proof finds about commissions."""
    return db.execute("select * from app.find_broken_commissions()").fetchall()


def test_all_of_it_goes_back_as_it_came(db: Connection) -> None:
    one, two = make_agent(db), make_agent(db)
    market = make_referred(db, one, two)
    before = balance(db, account(db, "brand_available", brand_id=market.brand))
    take_back(db, earning_of(db, pay_deal(db, market)), PRICE)
    for agent, side in ((one, "brand"), (two, "creator")):
        assert commissions(db, agent) == [
            ("earned", side, PART, "reversed"),
            ("reversal", side, -PART, "reversed"),
        ]
        assert owed(db, agent) == 0
    assert revenue(db) == 0
    assert balance(db, account(db, "brand_available", brand_id=market.brand)) == before
    assert findings(db) == []


@pytest.mark.parametrize("seed", range(6))
def test_in_parts_nobody_gives_more_than_they_had_and_the_last_part_takes_the_rest(
    db: Connection, seed: int
) -> None:
    random = Random(seed)
    one, two = make_agent(db, share_override_bp=random.choice([10_000, 7_777, 1])), make_agent(db)
    earning = earning_of(db, pay_deal(db, make_referred(db, one, random.choice([one, two, None]))))
    had = [owed(db, one), owed(db, two), revenue(db)]
    taken, cuts = 0, sorted(random.sample(range(1, PRICE), 7))
    for cut in [*cuts, PRICE]:
        before = [owed(db, one), owed(db, two), revenue(db)]
        take_back(db, earning, cut - taken)
        taken = cut
        now = [owed(db, one), owed(db, two), revenue(db)]
        assert all(0 <= left <= right for left, right in zip(now, before, strict=True))
        fee = FEE * taken // PRICE
        assert sum(had) - sum(now) == fee
        assert all(
            abs((was - left) - was * fee / FEE) < len(cuts) + 1 for was, left in zip(had, now, strict=True)
        )
        assert findings(db) == []
    assert now == [0, 0, 0]


def test_a_part_that_is_taken_back_waits_as_the_commission_does(db: Connection) -> None:
    agent = make_agent(db)
    earning = earning_of(db, pay_deal(db, make_referred(db, agent, None)))
    take_back(db, earning, PRICE // 2)
    db.execute("select app.mature_commissions('infinity')")
    take_back(db, earning, PRICE // 4)
    rows = "select kind, status, available_at = max(available_at) over () from commissions order by id"
    assert db.execute(rows).fetchall() == [
        ("earned", "available", True), ("reversal", "available", True), ("reversal", "available", True),
    ]  # fmt: skip
    db.execute("update commissions set status = 'held'")
    take_back(db, earning, PRICE // 8)
    assert [status for _, status, _ in db.execute(rows).fetchall()] == ["held"] * 4
    assert findings(db) == []
    take_back(db, earning, PRICE - PRICE // 2 - PRICE // 4 - PRICE // 8)
    assert [status for _, status, _ in db.execute(rows).fetchall()] == ["reversed"] * 5
    assert (owed(db, agent), findings(db)) == (0, [])


def test_of_what_was_paid_out_the_agent_owes_it(db: Connection) -> None:
    agent = make_agent(db)
    earning = earning_of(db, pay_deal(db, make_referred(db, agent, agent)))
    pay_out(db, agent)
    take_back(db, earning, PRICE)
    assert owed(db, agent) == -FEE
    assert commissions(db, agent) == [
        ("earned", "both", FEE, "available"),
        ("reversal", "both", -FEE, "pending"),
    ]
    db.execute("select app.mature_commissions('infinity')")
    assert commissions(db, agent)[1] == ("reversal", "both", -FEE, "available")
    assert broken(db) == []


def test_what_was_taken_back_within_a_payout_still_counts_when_the_rest_goes_back(db: Connection) -> None:
    agent = make_agent(db)
    earning = earning_of(db, pay_deal(db, make_referred(db, agent, agent)))
    other = pay_deal(db, make_referred(db, agent, None), 20_000)
    take_back(db, earning, PRICE // 2)
    pay_out(db, agent)
    # As if the schedule had let only the other deal's be paid, less what was taken back at once.
    db.execute("update commissions set payout_id = null where kind = 'earned' and escrow_id <> %s", (other,))
    db.execute(
        "select ledger.post('payout', 'back', array[ledger.account('payout_in_transit', 'usd', user_id => %(agent)s),"
        " ledger.account('agent_payable', 'usd', user_id => %(agent)s)], array[-%(fee)s::bigint, %(fee)s])",
        {"agent": agent, "fee": FEE},
    )
    assert broken(db) == []
    take_back(db, earning, PRICE - PRICE // 2)
    assert owed(db, agent) == value(
        db, "select -amount from commissions where kind = 'reversal' order by id limit 1"
    )
    assert broken(db) == []


def test_the_agent_hears_of_it_without_the_reason_that_the_creator_is_told(db: Connection) -> None:
    agent = make_agent(db)
    take_back(db, earning_of(db, pay_deal(db, make_referred(db, agent, None))), PRICE)
    reason = "A deal was paid back"
    told = "select category, message, metadata - 'commission_id' from notifications where type = 'commission_reversed'"
    assert db.execute(told).fetchall() == [("agents", reason, {"amount": FEE, "currency": "usd"})]
    assert value(db, "select array_agg(distinct reason order by reason) from commissions") == ["", reason]
    assert db.execute(
        "select t.amount, t.balance_effect, t.description from wallet_transactions as t"
        " join wallets as w on w.id = t.wallet_id where w.user_id = %s order by t.id", (agent,)
    ).fetchall() == [(FEE, FEE, "Commission"), (FEE, -FEE, "Commission taken back")]  # fmt: skip


def test_a_clawback_of_great_amounts_does_not_overflow(db: Connection) -> None:
    agent, price = make_agent(db), 10**12
    market = make_referred(db, agent, None)
    fund_brand(db, market.brand, 2 * price)
    earning = earning_of(db, pay_deal(db, market, price))
    take_back(db, earning, price // 3)
    assert owed(db, agent) == price // 10 - price // 10 * (price // 3) // price
    take_back(db, earning, price - price // 3)
    assert (owed(db, agent), broken(db)) == (0, [])


INSERT = (
    "insert into commissions (agent_user_id, escrow_id, kind, side, base_fee, amount, currency, available_at, reverses)"
    " select %(agent)s, escrow_id, %(kind)s, side, base_fee, %(amount)s, %(currency)s, available_at,"
    " case when %(kind)s = 'reversal' then %(reverses)s::uuid end from commissions where id = %(reverses)s"
)


@pytest.mark.parametrize(
    "change",
    [{"amount": -FEE - 1}, {"amount": -FEE}, {"currency": "eur"}, {"agent": "other"}, {"reverses": "reversal"},
     {"amount": 1, "kind": "earned", "agent": "other"}],
)  # fmt: skip
def test_the_database_refuses_more_than_there_was(db: Connection, change: dict[str, Any]) -> None:
    agent, other = make_agent(db), make_agent(db)
    pay_deal(db, make_referred(db, agent, None))
    earned = value(db, "select id from commissions")
    values = {"agent": agent, "kind": "reversal", "amount": -1, "currency": "usd", "reverses": earned}
    db.execute(INSERT, values)
    if change.get("reverses"):
        change = change | {"reverses": value(db, "select id from commissions where kind = 'reversal'")}
    if change.get("agent"):
        change = change | {"agent": other}
    with pytest.raises(psycopg.Error) as refused:
        db.execute(INSERT, values | change)
    assert refused.value.sqlstate == "IR011"
    db.execute(INSERT, values | {"amount": -FEE + 1})
    with pytest.raises(psycopg.Error) as refused:
        db.execute(INSERT, values)
    assert refused.value.sqlstate == "IR011"


def test_more_than_is_left_is_refused_with_what_is_left(db: Connection) -> None:
    agent = make_agent(db)
    escrow = pay_deal(db, make_referred(db, agent, None))
    earned = value(db, "select id from commissions")
    posted = value(db, "select ledger_transaction_id from commissions")
    take_back(db, earning_of(db, escrow), PRICE // 2)
    left = FEE - FEE * (PRICE // 2) // PRICE
    assert refusal(db, "app.reverse_commission", earned, left + 1, "x", posted) == Refusal(
        "IR011", None, {"amount": left + 1, "left": left}
    )


def test_what_the_database_refuses_of_a_commission_has_an_error_of_its_own(db: Connection) -> None:
    agent = make_agent(db)
    pay_deal(db, make_referred(db, agent, None))
    values = {"agent": agent, "kind": "reversal", "amount": -FEE - 1, "currency": "usd",
              "reverses": value(db, "select id from commissions")}  # fmt: skip
    with pytest.raises(psycopg.Error) as exceeded:
        db.execute(INSERT, values)
    with pytest.raises(psycopg.Error) as skipped:
        db.execute("update commissions set status = 'paid'")
    refused = [translate(error.value) for error in (exceeded, skipped)]
    assert [type(error) for error in refused] == [CommissionExceeded, CommissionTransitionForbidden]
