"""Payouts of what agents are owed, alone and together with earnings: prepared, sent, refused, found late, sent back."""

from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, call, refusal, rows
from tests.factories.commissions import commissions, make_agent, owe, owed, take_back
from tests.factories.money import Deal, connect_account, earn, let_hold_pass
from tests.factories.payouts import gross_for
from tests.typing import Connection

LATER = "2999-01-01"


@pytest.fixture
def agent(db: Connection) -> UUID:
    """An agent who can be paid."""
    return make_agent(db, account_id="acct_agent")


@pytest.fixture
def both(db: Connection, deal: Deal) -> UUID:
    """The deal's creator, who is an agent as well, and can be paid."""
    db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (deal.creator,))
    connect_account(db, deal.creator, "acct_both")
    return deal.creator


def earned(db: Connection, deal: Deal, net: int) -> UUID:
    """An earning past its hold."""
    earning = earn(db, deal, gross_for(net))
    let_hold_pass(db, deal)
    return earning


def prepared(db: Connection) -> list[tuple[int, int, str]]:
    """A run; amount, what of it are commissions, and currency of each of its payouts."""
    batch = call(db, "app.prepare_payouts", LATER)
    return db.execute(
        "select amount, commission_amount, currency from payouts where batch_id = %s order by currency, id",
        (batch,),
    ).fetchall()


def passed_over(db: Connection, user: UUID) -> list[tuple[int, str]]:
    """Amount and reason where the last run passed over somebody."""
    row = db.execute("select skipped from payout_batches order by id desc limit 1").fetchone()
    assert row is not None
    return [(one["amount"], one["reason"]) for one in row[0] if one["creator_user_id"] == str(user)]


def payout_of(db: Connection, user: UUID) -> UUID:
    """Their newest payout."""
    row = db.execute(
        "select id from payouts where creator_user_id = %s order by id desc limit 1", (user,)
    ).fetchone()
    assert row is not None
    found: UUID = row[0]
    return found


def claimed(db: Connection) -> list[int]:
    """The amounts of what a worker would send now."""
    return [row[0] for row in db.execute("select amount from app.claim_payouts(10, interval '0')").fetchall()]


def assert_books_agree(db: Connection) -> None:
    found = rows(db, "app.find_broken_commissions") + rows(db, "app.find_broken_earnings")
    found += rows(db, "app.find_broken_lines") + rows(db, "ledger.find_broken_books", 7)
    found += [
        row for row in rows(db, "app.find_broken_holdings") if row[0] != "platform revenue equals the fees"
    ]
    assert found == []


def test_commissions_alone_are_a_payout_that_settles(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    owe(db, agent, 700)
    owe(db, agent, 9_000, days=400_000)
    assert prepared(db) == [(5_700, 5_700, "usd")]
    assert owed(db, agent) == {"creator": 0, "agent": 9_000, "transit": 5_700}
    assert commissions(db, agent) == [
        ("earned", 5_000, "available", True), ("earned", 700, "available", True),
        ("earned", 9_000, "pending", False),
    ]  # fmt: skip
    assert_books_agree(db)
    assert claimed(db) == [5_700]
    assert call(db, "app.settle_payout", payout_of(db, agent), "tr_1") is True
    assert [row[2] for row in commissions(db, agent)] == ["paid", "paid", "pending"]
    assert owed(db, agent) == {"creator": 0, "agent": 9_000, "transit": 0}
    assert_books_agree(db)
    assert prepared(db) == []


def test_who_is_creator_and_agent_gets_one_transfer_of_one_posting(
    db: Connection, deal: Deal, both: UUID
) -> None:
    earned(db, deal, 54_000)
    owe(db, both, 6_000)
    assert prepared(db) == [(60_000, 6_000, "usd")]
    assert owed(db, both) == {"creator": 0, "agent": 0, "transit": 60_000}
    entries = db.execute(
        "select a.purpose, e.amount, t.entry_count from payouts as p"
        " inner join ledger.transactions as t on t.id = p.ledger_transaction_id"
        " inner join ledger.entries as e on e.transaction_id = t.id inner join ledger.accounts as a on a.id = e.account_id"
        " order by a.purpose"
    ).fetchall()
    assert entries == [
        ("agent_payable", -6_000, 3), ("creator_payable", -54_000, 3), ("payout_in_transit", 60_000, 3)
    ]  # fmt: skip
    assert_books_agree(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_1")
    assert db.execute("select status from earnings where creator_user_id = %s", (both,)).fetchall() == [
        ("paid",)
    ]
    assert commissions(db, both) == [("earned", 6_000, "paid", True)]
    assert_books_agree(db)


@pytest.mark.parametrize(
    ("net", "taken", "paid"),
    [
        (10_000, 4_000, [(6_000, -4_000, "usd")]),
        (4_000, 4_000, []),
        (4_000, 10_000, []),
        (4_000, 3_001, []),
        (4_000, 3_000, [(1_000, -3_000, "usd")]),
    ],
    ids=["less than earned", "as much", "more", "below the minimum", "the minimum"],
)
def test_commissions_below_zero_are_netted_by_earnings(
    db: Connection, deal: Deal, both: UUID, net: int, taken: int, paid: list[tuple[int, int, str]]
) -> None:
    commission = owe(db, both, 20_000)
    prepared(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_1")
    take_back(db, commission, taken)
    earned(db, deal, net)
    assert prepared(db) == paid
    assert passed_over(db, both) == ([(999, "BELOW_MINIMUM")] if net - taken == 999 else [])
    if paid:
        call(db, "app.settle_payout", payout_of(db, both), "tr_2")
        assert owed(db, both) == {"creator": 0, "agent": 0, "transit": 0}
    assert_books_agree(db)


def test_earnings_below_zero_are_netted_by_commissions(db: Connection, deal: Deal, both: UUID) -> None:
    earning = earned(db, deal, 9_000)
    prepared(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_1")
    call(db, "app.claw_back", earning, 3_000, "why")
    owe(db, both, 10_000)
    assert prepared(db) == [(7_000, 10_000, "usd")]
    assert_books_agree(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_2")
    assert owed(db, both) == {"creator": 0, "agent": 0, "transit": 0}
    assert call(db, "app.return_transfer", "tr_2", 7_000) == 7_000
    assert owed(db, both) == {"creator": 0, "agent": 7_000, "transit": 0}, "what was netted stays netted"
    assert_books_agree(db)


def test_the_minimum_is_that_of_the_sum(db: Connection, deal: Deal, both: UUID) -> None:
    owe(db, both, 600)
    assert prepared(db) == []
    assert passed_over(db, both) == [(600, "BELOW_MINIMUM")]
    earned(db, deal, 400)
    assert prepared(db) == [(1_000, 600, "usd")]


def test_two_currencies_are_two_transfers(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    owe(db, agent, 3_000, currency="eur")
    taken = owe(db, agent, 2_000, currency="gbp")
    take_back(db, taken, 2_000)
    assert prepared(db) == [(3_000, 3_000, "eur"), (5_000, 5_000, "usd")]
    assert owed(db, agent, "eur") == {"creator": 0, "agent": 0, "transit": 3_000}
    assert_books_agree(db)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("update wallets set stripe_account_id = null, payouts_enabled = false where user_id = %s",
         "NO_CONNECTED_ACCOUNT"),
        ("update wallets set payouts_enabled = false where user_id = %s", "ACCOUNT_NOT_READY"),
        ("update auth.users set status = 'banned' where id = %s", "USER_BLOCKED"),
        ("update agent_profiles set status = 'banned' where user_id = %s", "USER_BLOCKED"),
    ],
)  # fmt: skip
def test_an_agent_who_is_passed_over_keeps_what_is_owed(
    db: Connection, agent: UUID, statement: str, reason: str
) -> None:
    owe(db, agent, 5_000)
    db.execute(statement.encode(), (agent,))
    assert prepared(db) == []
    assert passed_over(db, agent) == [(5_000, reason)]
    assert commissions(db, agent) == [("earned", 5_000, "pending", False)]
    assert owed(db, agent)["agent"] == 5_000


def test_a_banned_agents_commissions_wait_and_their_earnings_do_not(
    db: Connection, deal: Deal, both: UUID
) -> None:
    commission = owe(db, both, 6_000)
    earned(db, deal, 9_000)
    db.execute("update agent_profiles set status = 'banned' where user_id = %s", (both,))
    assert prepared(db) == [(9_000, 0, "usd")]
    assert passed_over(db, both) == []
    call(db, "app.settle_payout", payout_of(db, both), "tr_1")
    take_back(db, commission, 6_000)
    take_back(db, owe(db, both, 2_000), 1_000)
    earned(db, deal, 9_000)
    assert prepared(db) == [(9_000, 0, "usd")]
    assert_books_agree(db)


def test_what_a_banned_agent_owes_is_netted_all_the_same(db: Connection, deal: Deal, both: UUID) -> None:
    commission = owe(db, both, 6_000)
    prepared(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_1")
    take_back(db, commission, 1_000)
    earned(db, deal, 9_000)
    db.execute("update agent_profiles set status = 'banned' where user_id = %s", (both,))
    assert prepared(db) == [(8_000, -1_000, "usd")]


def test_held_commissions_stay_out(db: Connection, agent: UUID) -> None:
    held = owe(db, agent, 5_000)
    owe(db, agent, 2_000)
    db.execute("update commissions set status = 'held' where id = %s", (held,))
    assert prepared(db) == [(2_000, 2_000, "usd")]
    assert_books_agree(db)
    db.execute("update commissions set status = 'available' where id = %s", (held,))
    assert prepared(db) == [(5_000, 5_000, "usd")]


def test_what_is_held_after_it_was_prepared_is_not_sent_and_the_rest_goes_with_the_next_run(
    db: Connection, agent: UUID
) -> None:
    held = owe(db, agent, 5_000)
    owe(db, agent, 2_000)
    prepared(db)
    db.execute("update commissions set status = 'held' where id = %s", (held,))
    assert rows(db, "app.claim_payout", payout_of(db, agent)) == []
    assert claimed(db) == []
    assert db.execute("select status, failure_code from payouts").fetchall() == [
        ("failed", "commission_held")
    ]
    assert commissions(db, agent) == [
        ("earned", 5_000, "held", False), ("earned", 2_000, "available", False)
    ]  # fmt: skip
    told = db.execute(
        "select count(*) from notifications where type like 'payout%%' and user_id = %s", (agent,)
    ).fetchone()
    assert told == (0,), "that something is held is told by who holds it"
    assert_books_agree(db)
    assert prepared(db) == [(2_000, 2_000, "usd")]
    assert claimed(db) == [2_000]


def test_what_is_held_while_nobody_knows_whether_it_was_sent_is_not_sent_again(
    db: Connection, agent: UUID
) -> None:
    held = owe(db, agent, 5_000)
    prepared(db)
    assert claimed(db) == [5_000]
    payout = payout_of(db, agent)
    call(db, "app.review_payout", payout, "no answer")
    db.execute("update commissions set status = 'held' where id = %s", (held,))
    assert claimed(db) == []
    db.execute("update payouts set first_attempt_at = now() - interval '25 hours'")
    assert claimed(db) == [5_000], "Stripe has forgotten the key: it is only looked for"
    assert call(db, "app.settle_payout", payout, "tr_1") is True
    assert commissions(db, agent) == [("earned", 5_000, "paid", True)]
    assert_books_agree(db)


def test_whoever_is_about_to_hold_recalls_what_nobody_has_tried(
    db: Connection, deal: Deal, both: UUID, agent: UUID
) -> None:
    owe(db, both, 5_000)
    earned(db, deal, 9_000)
    owe(db, agent, 2_000)
    assert len(prepared(db)) == 2
    assert call(db, "app.recall_payouts", both) == 1
    assert call(db, "app.recall_payouts", both) == 0
    assert commissions(db, both) == [("earned", 5_000, "available", False)]
    assert owed(db, both) == {"creator": 9_000, "agent": 5_000, "transit": 0}
    assert claimed(db) == [2_000]
    assert call(db, "app.recall_payouts", agent) == 0, "it may have been sent"
    assert_books_agree(db)


def test_a_ban_recalls_what_was_to_be_sent_and_earnings_go_alone(
    db: Connection, deal: Deal, both: UUID
) -> None:
    owe(db, both, 5_000)
    earned(db, deal, 9_000)
    prepared(db)
    db.execute("update agent_profiles set status = 'banned' where user_id = %s", (both,))
    assert claimed(db) == []
    assert prepared(db) == [(9_000, 0, "usd")]
    assert claimed(db) == [9_000]
    assert_books_agree(db)


def test_a_ban_that_a_run_did_not_see_stops_its_payout(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    prepared(db)
    db.execute("set local session_replication_role = replica")
    db.execute("update agent_profiles set status = 'banned' where user_id = %s", (agent,))
    db.execute("set local session_replication_role = origin")
    assert claimed(db) == []
    assert commissions(db, agent) == [("earned", 5_000, "available", False)]


def test_a_payout_that_fails_frees_both_kinds_and_is_tried_again(
    db: Connection, deal: Deal, both: UUID
) -> None:
    earned(db, deal, 9_000)
    owe(db, both, 5_000)
    prepared(db)
    assert call(db, "app.fail_payout", payout_of(db, both), "balance_insufficient") is True
    assert owed(db, both) == {"creator": 9_000, "agent": 5_000, "transit": 0}
    assert commissions(db, both) == [("earned", 5_000, "available", False)]
    assert_books_agree(db)
    assert prepared(db) == [(14_000, 5_000, "usd")]
    call(db, "app.settle_payout", payout_of(db, both), "tr_2")
    assert owed(db, both) == {"creator": 0, "agent": 0, "transit": 0}
    assert_books_agree(db)


@pytest.mark.parametrize("held", [False, True])
def test_a_transfer_that_turns_up_late_pays_what_is_still_free(
    db: Connection, deal: Deal, both: UUID, held: bool
) -> None:
    earned(db, deal, 9_000)
    owe(db, both, 5_000)
    prepared(db)
    payout = payout_of(db, both)
    call(db, "app.fail_payout", payout, "no transfer was made")
    if held:
        db.execute("update commissions set status = 'held'")
    assert call(db, "app.settle_payout", payout, "tr_1") is True
    assert commissions(db, both) == [("earned", 5_000, "paid", True)]
    assert owed(db, both) == {"creator": 0, "agent": 0, "transit": 0}
    assert_books_agree(db)


def test_a_transfer_that_turns_up_after_another_has_paid_is_an_advance_of_each_kind(
    db: Connection, deal: Deal, both: UUID
) -> None:
    earned(db, deal, 9_000)
    owe(db, both, 5_000)
    prepared(db)
    first = payout_of(db, both)
    call(db, "app.fail_payout", first, "no transfer was made")
    prepared(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_2")
    assert call(db, "app.settle_payout", first, "tr_1") is True
    assert commissions(db, both) == [
        ("earned", 5_000, "paid", True), ("advance", 5_000, "paid", True), ("advance", -5_000, "available", False)
    ]  # fmt: skip
    assert owed(db, both) == {"creator": -9_000, "agent": -5_000, "transit": 0}
    assert_books_agree(db)
    owe(db, both, 20_000)
    assert prepared(db) == [(6_000, 15_000, "usd")]
    assert_books_agree(db)


def test_an_advance_of_what_had_been_netted_is_of_the_kind_that_was_paid(
    db: Connection, deal: Deal, both: UUID
) -> None:
    """An earning of 90.00 was taken back by 30.00 after it was paid: 70.00 of 100.00 commissions go out, twice."""
    earning = earned(db, deal, 9_000)
    prepared(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_0")
    call(db, "app.claw_back", earning, 3_000, "why")
    owe(db, both, 10_000)
    prepared(db)
    first = payout_of(db, both)
    call(db, "app.fail_payout", first, "no transfer was made")
    prepared(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_2")
    call(db, "app.settle_payout", first, "tr_1")
    assert owed(db, both) == {"creator": 0, "agent": -7_000, "transit": 0}
    assert_books_agree(db)


def test_a_payout_of_commissions_alone_comes_back_in_parts_and_whole(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    prepared(db)
    call(db, "app.settle_payout", payout_of(db, agent), "tr_1")
    answers = [call(db, "app.return_transfer", "tr_1", total) for total in (1, 1, 1_000, 9_999, 5_000)]
    assert answers == [1, 0, 999, 4_000, 0]
    assert commissions(db, agent) == [
        ("earned", 5_000, "paid", True), ("returned", 1, "available", False),
        ("returned", 999, "available", False), ("returned", 4_000, "available", False),
    ]  # fmt: skip
    assert db.execute("select count(*) from earnings where creator_user_id = %s", (agent,)).fetchone() == (0,)
    assert owed(db, agent) == {"creator": 0, "agent": 5_000, "transit": 0}
    assert_books_agree(db)
    assert prepared(db) == [(5_000, 5_000, "usd")]


@pytest.mark.parametrize(
    "totals", [[10_000], [1, 2, 3, 10_000], [3_333, 6_666, 9_999, 10_000], [5, 5, 4, 10_001]]
)
def test_what_comes_back_of_both_kinds_is_owed_in_their_proportion_and_adds_up(
    db: Connection, deal: Deal, both: UUID, totals: list[int]
) -> None:
    earned(db, deal, 6_667)
    owe(db, both, 3_333)
    prepared(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_1")
    so_far = 0
    for total in totals:
        so_far = max(so_far, min(total, 10_000))
        call(db, "app.return_transfer", "tr_1", total)
        part = 3_333 * so_far // 10_000
        assert owed(db, both) == {"creator": so_far - part, "agent": part, "transit": 0}
        assert_books_agree(db)
    assert owed(db, both) == {"creator": 6_667, "agent": 3_333, "transit": 0}


def test_amounts_whose_product_is_no_bigint_come_back(db: Connection, both: UUID) -> None:
    part = db.execute(
        "select app.commission_part(p, 3000000000000) from payouts as p right join (select 1) as one on true"
    )
    assert part.fetchone() == (None,)
    owe(db, both, 5_000)
    prepared(db)
    found = db.execute(
        'select app.commission_part(jsonb_populate_record(p, \'{"amount": 9000000000000, "commission_amount":'
        " 6000000000000}'), 3000000000000) from payouts as p"
    ).fetchone()
    assert found == (2_000_000_000_000,)


def test_an_agent_withdraws_what_is_past_its_hold_whatever_the_schedule(db: Connection, agent: UUID) -> None:
    db.execute("update wallets set payout_schedule = 'manual' where user_id = %s", (agent,))
    owe(db, agent, 5_000)
    owe(db, agent, 3_000, days=3)
    assert prepared(db) == []
    with acting_as(db, agent):
        assert refusal(db, "app.withdraw_earnings", "usd", 4_999) == Refusal(
            "IM032", None, {"asked": 4_999, "available": 5_000}
        )
        call(db, "app.withdraw_earnings", "usd", 5_000)
        assert refusal(db, "app.withdraw_earnings", "usd") == Refusal(
            "IM033", None, {"available": 0, "minimum": 1_000, "currency": "usd"}
        )
    assert owed(db, agent) == {"creator": 0, "agent": 3_000, "transit": 5_000}


def test_a_blocked_or_banned_agent_who_asks_hears_it(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    db.execute("update agent_profiles set status = 'banned' where user_id = %s", (agent,))
    with acting_as(db, agent):
        refused = refusal(db, "app.withdraw_earnings", "usd")
    assert refused == Refusal("IM034", None, {"reason": "USER_BLOCKED"})


@pytest.mark.parametrize(
    ("schedule", "paid"), [("daily", 5_000), ("weekly", None), ("monthly", None), ("manual", None)]
)
def test_schedules_pay_commissions_as_they_pay_earnings(
    db: Connection, agent: UUID, schedule: str, paid: int | None
) -> None:
    db.execute("update wallets set payout_schedule = %s where user_id = %s", (schedule, agent))
    commission = owe(db, agent, 5_000)
    db.execute("update commissions set available_at = '2030-04-02 00:00Z' where id = %s", (commission,))
    batch = call(db, "app.prepare_payouts", "2030-04-02 05:30Z")
    found = db.execute("select amount from payouts where batch_id = %s", (batch,)).fetchall()
    assert found == ([(paid,)] if paid else [])


def test_its_commissions_are_listed_by_month_with_nothing_of_the_deal(
    db: Connection, deal: Deal, both: UUID
) -> None:
    earned(db, deal, 9_000)
    commission = owe(db, both, 5_000)
    db.execute("set local session_replication_role = replica")
    db.execute("update commissions set created_at = '2030-03-31 23:59Z' where id = %s", (commission,))
    db.execute("set local session_replication_role = origin")
    prepared(db)
    payout = payout_of(db, both)
    line = (commission, "earned", "2030-03", 5_000, "")
    with acting_as(db, both):
        assert rows(db, "app.payout_commissions", payout, 10) == [line]
        assert rows(db, "app.payout_commissions", payout, 0) == []
        assert [row[8] for row in rows(db, "app.payout_lines", payout, 10)] == [9_000]
    with acting_as(db, deal.owner):
        assert rows(db, "app.payout_commissions", payout, 10) == []
    call(db, "app.fail_payout", payout, "balance_insufficient")
    with acting_as(db, both):
        assert rows(db, "app.payout_commissions", payout, 10) == [line], "of what it was made"
