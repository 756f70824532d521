"""What rules found is decided in groups; money waits for it, once, whoever asks at the same time."""

from uuid import UUID

from tests.factories.agents import make_agent
from tests.factories.commissions import take_back
from tests.factories.deals import act, findings, finish_deal, make_market, value
from tests.factories.fraud import RESOLVE, earn, hold, note, set_rule, status_of
from tests.factories.ledger import account, balance
from tests.factories.referrals import refer
from tests.typing import Connection


def told(db: Connection, user: UUID) -> list[str]:
    return [
        row[0]
        for row in db.execute(
            "select type from notifications where user_id = %s order by id", (user,)
        ).fetchall()
    ]


def test_the_same_thing_found_again_is_one_event(db: Connection, agent: UUID) -> None:
    assert hold(db, agent, day="2026-01-01") == hold(db, agent, day="2026-01-01")
    assert value(db, "select count(*) from fraud_events") == 1
    assert hold(db, agent, day="2026-01-02") == value(db, "select id from fraud_groups")
    assert value(db, "select count(*) from fraud_events") == 2


def test_a_rule_that_is_off_finds_nothing(db: Connection, agent: UUID) -> None:
    set_rule(db, "velocity", active=False)
    assert note(db, "velocity", "agent", agent, day="2026-01-01") is None
    assert value(db, "select count(*) from fraud_groups") == 0


def test_what_was_dismissed_is_not_asked_again_but_something_new_is(
    db: Connection, agent: UUID, admin: UUID
) -> None:
    first = hold(db, agent, day="2026-01-01")
    act(db, admin, RESOLVE, first, "dismissed", False)
    assert hold(db, agent, day="2026-01-01") == first
    assert value(db, "select status from fraud_groups") == "resolved"
    second = hold(db, agent, day="2026-01-02")
    assert second != first
    assert value(db, "select status from fraud_groups where id = %s", second) == "pending"


def test_what_is_held_and_dismissed_is_paid_when_its_time_comes(
    db: Connection, agent: UUID, admin: UUID
) -> None:
    due, later = earn(db, agent), earn(db, agent, days=7)
    group = hold(db, agent)
    assert status_of(db, due, later) == ["held", "held"]
    act(db, admin, RESOLVE, group, "dismissed", False)
    assert status_of(db, due, later) == ["available", "pending"]
    assert balance(db, account(db, "agent_payable", user_id=agent)) == 1_000
    assert value(db, "select count(*) from commission_holds where released_at is null") == 0


def test_what_is_upheld_goes_to_the_platform_to_the_cent(db: Connection, agent: UUID, admin: UUID) -> None:
    before = balance(db, account(db, "platform_revenue"))
    whole, part = earn(db, agent, 500), earn(db, agent, 333, days=7)
    back = take_back(db, part, 100)
    group = hold(db, agent)
    assert status_of(db, whole, part, back) == ["held"] * 3
    act(db, admin, RESOLVE, group, "upheld", False)
    assert status_of(db, whole, part, back) == ["reversed"] * 3
    assert balance(db, account(db, "agent_payable", user_id=agent)) == 0
    fees = value(db, "select coalesce(sum(fee_amount), 0) from escrows")
    assert balance(db, account(db, "platform_revenue")) == before + fees
    assert value(db, "select sum(amount) from commissions") == 0
    assert (
        value(db, "select max(amount) from commissions where kind = 'reversal' and reason like 'A check%%'")
        == -233
    )
    assert findings(db) == []


def test_what_is_taken_back_of_what_is_held_waits_with_it(db: Connection, agent: UUID, admin: UUID) -> None:
    commission, other = earn(db, agent, 500), earn(db, agent, 500)
    group = hold(db, agent)
    part, whole = take_back(db, commission, 200), take_back(db, other, 500)
    assert status_of(db, commission, part) == ["held", "held"]
    assert status_of(db, other, whole) == ["reversed", "reversed"]
    act(db, admin, RESOLVE, group, "upheld", False)
    assert status_of(db, commission, part) == ["reversed", "reversed"]
    assert value(db, "select sum(amount) from commissions") == 0
    assert balance(db, account(db, "agent_payable", user_id=agent)) == 0


def test_two_groups_hold_one_commission_until_both_are_decided(
    db: Connection, agent: UUID, admin: UUID
) -> None:
    commission = earn(db, agent)
    first = hold(db, agent)
    second = note(db, "ring", "agent", agent, members=[])
    act(db, admin, RESOLVE, first, "dismissed", False)
    assert status_of(db, commission) == ["held"]
    act(db, admin, RESOLVE, second, "dismissed", False)
    assert status_of(db, commission) == ["available"]


def test_one_of_two_groups_that_is_upheld_is_enough(db: Connection, agent: UUID, admin: UUID) -> None:
    commission = earn(db, agent)
    first = hold(db, agent)
    second = note(db, "ring", "agent", agent, members=[])
    act(db, admin, RESOLVE, first, "upheld", False)
    act(db, admin, RESOLVE, second, "dismissed", False)
    assert status_of(db, commission) == ["reversed"]
    assert balance(db, account(db, "agent_payable", user_id=agent)) == 0


def test_a_new_commission_of_an_agent_who_is_held_is_held_too(
    db: Connection, agent: UUID, admin: UUID
) -> None:
    group = hold(db, agent)
    commission, other = earn(db, agent), earn(db, make_agent(db))
    assert status_of(db, commission, other) == ["held", "available"]
    act(db, admin, RESOLVE, group, "dismissed", False)
    assert status_of(db, commission, earn(db, agent)) == ["available", "available"]


def test_a_group_about_a_deal_or_a_person_holds_what_was_earned_there(db: Connection, agent: UUID) -> None:
    market = make_market(db)
    of_deal, of_person = finish_deal(db, make_market(db)), finish_deal(db, market)
    refer(db, agent, market.creator)
    first, second, third = earn(db, agent, escrow=of_deal), earn(db, agent, escrow=of_person), earn(db, agent)
    note(db, "price_outlier", "escrow", of_deal, price=1)
    assert status_of(db, first, second, third) == ["held", "available", "available"]
    set_rule(db, "disposable_domain", action="hold")
    note(db, "disposable_domain", "referral", market.creator)
    assert status_of(db, first, second, third) == ["held", "held", "available"]
    booked = value(db, "select id from commissions where escrow_id = %s", finish_deal(db, market))
    assert status_of(db, booked, earn(db, agent)) == ["held", "available"]


def test_what_only_flags_holds_nothing_and_tells_nobody(db: Connection, agent: UUID, admin: UUID) -> None:
    commission = earn(db, agent)
    note(db, "self_deal", "agent", agent, escrow_id=str(agent))
    assert status_of(db, commission) == ["available"]
    assert "commission_held" not in told(db, agent)
    assert "fraud_found" not in told(db, admin)


def test_a_rule_made_sharper_holds_with_its_next_event(db: Connection, agent: UUID) -> None:
    commission = earn(db, agent)
    note(db, "self_deal", "agent", agent, number=1)
    set_rule(db, "self_deal", action="hold")
    note(db, "self_deal", "agent", agent, number=1)
    assert status_of(db, commission) == ["available"]
    note(db, "self_deal", "agent", agent, number=2)
    assert status_of(db, commission) == ["held"]


def test_administrators_and_the_agent_are_told_once_and_the_agent_not_why(
    db: Connection, agent: UUID, admin: UUID
) -> None:
    earn(db, agent)
    hold(db, agent, day="2026-01-01")
    hold(db, agent, day="2026-01-02")
    assert told(db, admin).count("fraud_found") == 1
    assert told(db, agent).count("commission_held") == 1
    words = value(
        db, "select title || message || metadata::text from notifications where type = 'commission_held'"
    )
    assert not {word for word in ("velocity", "code", "fraud") if word in words}


def test_held_money_is_paid_by_no_payout_and_dismissed_money_is(db: Connection, admin: UUID) -> None:
    market, agent = make_market(db), make_agent(db)
    refer(db, agent, market.creator)
    for user in (market.owner, market.creator):
        db.execute("update auth.users set created_at = '2026-01-01' where id = %s", (user,))
    group = hold(db, agent)
    finish_deal(db, market)
    assert value(db, "select status from commissions") == "held"
    assert value(db, "select app.mature_commissions(now() + interval '90 days')") == 0
    act(db, admin, RESOLVE, group, "dismissed", False)
    assert value(db, "select status from commissions") == "pending"
    assert value(db, "select app.mature_commissions(now() + interval '90 days')") == 1
    assert findings(db) == []


def test_a_commission_of_a_release_that_is_upheld_leaves_whole_books(db: Connection, admin: UUID) -> None:
    market, agent = make_market(db), make_agent(db)
    refer(db, agent, market.creator)
    escrow = finish_deal(db, market)  # both joined a moment ago
    group = value(
        db, "select id from fraud_groups where rule_key = 'instant_deal' and subject_id = %s", escrow
    )
    assert value(db, "select status from commissions") == "held"
    act(db, admin, RESOLVE, group, "upheld", False)
    assert value(db, "select count(*) from commissions where status <> 'reversed'") == 0
    assert balance(db, account(db, "platform_revenue")) == value(db, "select fee_amount from escrows")
    assert findings(db) == []
    assert value(db, "select count(*) from app.find_broken_commissions()") == 0


def test_what_is_on_its_way_to_the_bank_is_not_held(db: Connection, agent: UUID) -> None:
    commission = earn(db, agent)
    db.execute("set session_replication_role = replica")
    db.execute("update commissions set payout_id = gen_random_uuid() where id = %s", (commission,))
    db.execute("set session_replication_role = default")
    hold(db, agent)
    assert status_of(db, commission) == ["available"]
