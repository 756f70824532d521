"""Each rule finds what it is for, and nothing beside it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg.types.json import Jsonb

from tests.factories.agents import make_agent, make_code
from tests.factories.deals import Market, finish_deal, make_market, value
from tests.factories.fraud import earn, found, set_rule, status_of
from tests.factories.people import join_brand, make_user
from tests.factories.referrals import refer
from tests.typing import Connection


@pytest.fixture
def code(db: Connection, agent: UUID) -> UUID:
    return make_code(db, agent, "TEATIME")


def touch(
    db: Connection, agent: UUID, code: UUID, visitor: UUID | None = None, utm: dict[str, str] | None = None
) -> UUID:
    """Somebody followed the agent's link."""
    made: UUID = value(
        db,
        "insert into referral_touches (agent_user_id, code_id, token_hash, kind, visitor_hash, utm)"
        " values (%s, %s, %s, 'click', %s, %s) returning id",
        agent, code, uuid4().bytes * 2, visitor or uuid4(), Jsonb(utm or {}),
    )  # fmt: skip
    return made


def come(db: Connection, agent: UUID, *, email: str | None = None, **columns: object) -> UUID:
    """Somebody signs up whom the agent brought, and is weighed as at each sign-up."""
    person = make_user(db, email=email)
    refer(db, agent, person, **columns)
    db.execute("select app.weigh_referral(%s)", (person,))
    return person


@pytest.mark.parametrize(
    ("address", "is_found"),
    [
        ("a@throwaway.example", True), ("a@deep.below.throwaway.example", True), ("A@THROWAWAY.EXAMPLE", True),
        ("a@added.example", True), ("throwaway.example@kept.example", False), ("a@notthrowaway.example", False),
        ("a@example", False), ("a@throwaway.example.org", False),
    ],
)  # fmt: skip
def test_an_address_that_is_thrown_away_is_noted(
    db: Connection, agent: UUID, address: str, is_found: bool
) -> None:
    db.execute("select app.save_disposable_domains(array['Throwaway.example'])")
    set_rule(db, "disposable_domain", config={"domains": ["added.example"]})
    person = come(db, agent, email=address.lower())
    assert value(db, "select app.is_disposable(%s)", address) is is_found
    assert found(db, "disposable_domain") == ([("referral", person, {})] if is_found else [])


def test_an_address_of_nobody_whom_an_agent_brought_is_not_looked_at(db: Connection) -> None:
    db.execute("select app.save_disposable_domains(array['throwaway.example'])")
    db.execute("select app.weigh_referral(%s)", (make_user(db, email="b@throwaway.example"),))
    assert found(db, "disposable_domain") == []


def test_more_sign_ups_by_one_code_than_usual_are_one_event_a_day(
    db: Connection, agent: UUID, code: UUID
) -> None:
    set_rule(db, "velocity", config={"sign_ups": 3, "hours": 24})
    commission = earn(db, agent)
    for _ in range(3):
        come(db, agent, code_id=code)
    assert (found(db, "velocity"), status_of(db, commission)) == ([], ["available"])
    for _ in range(3):
        come(db, agent, code_id=code)
    day = datetime.now(UTC).date().isoformat()
    assert found(db, "velocity") == [("agent", agent, {"code_id": str(code), "day": day})]
    assert status_of(db, commission) == ["held"]


def test_sign_ups_of_other_days_codes_or_without_one_do_not_count(
    db: Connection, agent: UUID, code: UUID
) -> None:
    set_rule(db, "velocity", config={"sign_ups": 2, "hours": 24})
    other = make_code(db, agent, "SECOND")
    for _ in range(2):
        come(db, agent, code_id=code, attributed_at="2026-01-01T00:00Z")
        come(db, agent, code_id=other)
        come(db, agent)
        come(db, agent, code_id=code, attributed_at="2026-01-03T00:00Z")
    assert found(db, "velocity") == []
    come(db, agent, code_id=code, attributed_at="2026-01-03T12:00Z")
    assert [row[2]["day"] for row in found(db, "velocity")] == [date(2026, 1, 3).isoformat()]


@pytest.mark.parametrize(
    ("utm", "parameters"),
    [
        ({"gclid": "x"}, ["gclid"]), ({"ttclid": "", "fbclid": "y", "utm_source": "z"}, ["fbclid", "ttclid"]),
        ({"utm_source": "gclid"}, None), ({}, None),
    ],
)  # fmt: skip
def test_who_comes_by_an_advertisement_is_noted(
    db: Connection, agent: UUID, code: UUID, utm: dict[str, str], parameters: list[str] | None
) -> None:
    person = come(db, agent, touch_id=touch(db, agent, code, utm=utm))
    wanted: list[Any] = [("referral", person, {"parameters": parameters})] if parameters else []
    assert found(db, "paid_traffic") == wanted


def test_several_people_by_one_browser_are_noted(db: Connection, agent: UUID, code: UUID) -> None:
    visitor = uuid4()
    for _ in range(2):
        come(db, agent, touch_id=touch(db, agent, code, visitor))
    for _ in range(3):
        come(db, agent, touch_id=touch(db, agent, code))
    assert found(db, "same_visitor") == []
    come(db, agent, touch_id=touch(db, agent, code, visitor))
    ((kind, subject, evidence),) = found(db, "same_visitor")
    assert (kind, subject, evidence["visitor"]) == ("agent", agent, str(visitor))


def test_a_touch_that_is_gone_is_nothing_to_weigh(db: Connection, agent: UUID) -> None:
    come(db, agent, touch_id=uuid4())
    assert value(db, "select count(*) from fraud_events") == 0


@pytest.mark.parametrize("party", ["creator", "member"])
def test_an_agent_who_is_a_party_is_noted(db: Connection, party: str) -> None:
    market = make_market(db)
    if party == "creator":
        agent, referred = market.creator, market.owner
        db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (agent,))
    else:
        agent, referred = make_agent(db), market.creator
        join_brand(db, market.brand, agent)
    refer(db, agent, referred)
    escrow = finish_deal(db, market)
    evidence = {"escrow_id": str(escrow), "referred_user_id": str(referred)}
    assert found(db, "self_deal") == [("agent", agent, evidence)]
    assert found(db, "instant_deal") == [], "nobody gains by it"


def test_an_agent_who_is_no_party_is_not_noted(db: Connection, agent: UUID) -> None:
    market = make_market(db)
    refer(db, agent, market.creator)
    finish_deal(db, market)
    assert found(db, "self_deal") == []


def released(db: Connection, agent: UUID, market: Market, price: int = 10_000) -> UUID:
    """A deal of which the agent has a commission, weighed as at its release; the escrow."""
    escrow = finish_deal(db, market, price)
    if value(db, "select count(*) from commissions where escrow_id = %s", escrow) == 0:
        earn(db, agent, escrow=escrow)
        db.execute("select app.weigh_release(e, array[%s]) from escrows as e where id = %s", (agent, escrow))
    return escrow


@pytest.mark.parametrize(("minutes", "is_found"), [(59, True), (61, False)])
def test_a_deal_right_after_both_joined_is_noted(
    db: Connection, agent: UUID, minutes: int, is_found: bool
) -> None:
    market = make_market(db)
    refer(db, agent, market.creator)
    db.execute("update auth.users set created_at = now() - interval '1 year' where id = %s", (market.owner,))
    db.execute(
        "update auth.users set created_at = now() - make_interval(mins => %s) where id = %s",
        (minutes, market.creator),
    )
    escrow = released(db, agent, market)
    assert [row[:2] for row in found(db, "instant_deal")] == ([("escrow", escrow)] if is_found else [])
    of_deal = value(db, "select status from commissions where escrow_id = %s", escrow)
    assert (of_deal == "held") is is_found


@pytest.mark.parametrize(
    ("least_deals", "price", "is_found"), [(3, 10_001, True), (3, 10_000, False), (4, 10_001, False)]
)
def test_a_price_far_above_the_usual_is_noted(
    db: Connection, agent: UUID, least_deals: int, price: int, is_found: bool
) -> None:
    for usual in (1_000, 1_000, 90_000):
        finish_deal(db, make_market(db), usual)
    assert value(db, "select app.count_price_medians(now())") == 1
    set_rule(db, "price_outlier", config={"times_median": 10, "least_deals": least_deals})
    market = make_market(db)
    refer(db, agent, market.creator)
    escrow = released(db, agent, market, price)
    evidence = {"price": price, "currency": "usd", "median": 1_000, "deals": 3}
    assert found(db, "price_outlier") == ([("escrow", escrow, evidence)] if is_found else [])


def test_medians_are_of_ninety_days_and_go_with_their_deals(db: Connection) -> None:
    finish_deal(db, make_market(db), 700)
    assert value(db, "select app.count_price_medians(now() + interval '89 days')") == 1
    assert db.execute("select currency, deals, median from deal_price_medians").fetchall() == [
        ("usd", 1, 700)
    ]
    assert value(db, "select app.count_price_medians(now() + interval '91 days')") == 0
    assert value(db, "select count(*) from deal_price_medians") == 0


def test_an_agent_and_their_referral_with_one_account_are_noted_once(db: Connection, agent: UUID) -> None:
    market = make_market(db)
    refer(db, agent, market.creator)
    for user in (agent, market.creator):
        db.execute("update wallets set payout_fingerprint = 'ba_1' where user_id = %s", (user,))
    finish_deal(db, market)
    finish_deal(db, market)
    evidence = {"agent_user_id": str(agent)}
    assert found(db, "same_payout_account") == [("referral", market.creator, evidence)]
    assert value(db, "select status from referrals") == "rejected"


def test_other_accounts_or_none_are_not_noted(db: Connection, agent: UUID) -> None:
    market = make_market(db)
    refer(db, agent, market.creator)
    db.execute("update wallets set payout_fingerprint = 'ba_1' where user_id = %s", (agent,))
    finish_deal(db, market)
    db.execute("update wallets set payout_fingerprint = 'ba_2' where user_id = %s", (market.creator,))
    finish_deal(db, market)
    assert found(db, "same_payout_account") == []


def test_a_release_without_agents_is_weighed_by_no_rule(db: Connection) -> None:
    finish_deal(db, make_market(db))
    assert value(db, "select count(*) from fraud_events") == 0


@pytest.mark.parametrize(
    "rule", ["self_deal", "same_payout_account", "disposable_domain", "velocity", "paid_traffic", "same_visitor",
             "instant_deal", "price_outlier"],
)  # fmt: skip
def test_rules_that_are_off_neither_find_nor_fail(db: Connection, agent: UUID, code: UUID, rule: str) -> None:
    db.execute("update fraud_rules set active = false")
    db.execute("select app.save_disposable_domains(array['throwaway.example'])")
    market, seen = make_market(db), touch(db, agent, code, uuid4(), {"gclid": "x"})
    come(db, agent, email="c@throwaway.example", code_id=code, touch_id=seen)
    join_brand(db, market.brand, agent)
    refer(db, agent, market.creator)
    released(db, agent, market)
    assert found(db, rule) == []
    assert value(db, "select count(*) from fraud_groups") == 0
