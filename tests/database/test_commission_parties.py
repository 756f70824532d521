"""Which agents earn of a deal, and whose part falls to whom where one drops out."""

from typing import LiteralString

import pytest

from tests.factories.agents import make_agent
from tests.factories.deal_fees import FEE, PRICE, commissions, make_referred, owed, pay_deal, revenue
from tests.factories.deals import Market, approve, findings, make_deal, submit
from tests.factories.people import join_brand, make_user
from tests.factories.referrals import refer
from tests.typing import Connection

PART = FEE // 2


WITHOUT: dict[str, LiteralString] = {
    "banned": "update agent_profiles set status = 'banned' where user_id = %(agent)s",
    "whose account is barred": "update auth.users set status = 'banned' where id = %(agent)s",
    "whose account is suspended": "update auth.users set status = 'suspended' where id = %(agent)s",
    "rejected": "update referrals set status = 'rejected', reject_reason = 'x' where referred_user_id = %(brought)s",
    "expired": "update referrals set status = 'expired' where referred_user_id = %(brought)s",
    "waiting": "update referrals set status = 'pending' where referred_user_id = %(brought)s",
    "with a share of nothing": "update agent_profiles set share_override_bp = 0 where user_id = %(agent)s",
    "past their months": (
        "with a as (update agent_profiles set commission_months_override = 3 where user_id = %(agent)s)"
        " update auth.users set created_at = now() - interval '3 months' where id = %(brought)s"
    ),
}


@pytest.mark.parametrize("case", [case for case in WITHOUT if case != "with a share of nothing"])
def test_who_drops_out_leaves_the_whole_to_the_other_sides_agent(db: Connection, case: str) -> None:
    agent, other = make_agent(db), make_agent(db)
    market = make_referred(db, agent, other)
    db.execute(WITHOUT[case], {"agent": agent, "brought": market.owner})
    pay_deal(db, market)
    assert commissions(db, agent) == []
    assert commissions(db, other) == [("earned", "creator", FEE, "pending")]
    assert findings(db) == []


@pytest.mark.parametrize("case", WITHOUT)
def test_who_drops_out_alone_leaves_it_to_the_platform(db: Connection, case: str) -> None:
    agent = make_agent(db)
    market = make_referred(db, agent, None)
    db.execute(WITHOUT[case], {"agent": agent, "brought": market.owner})
    pay_deal(db, market)
    assert (commissions(db, agent), owed(db, agent), revenue(db)) == ([], 0, FEE)
    assert findings(db) == []


@pytest.mark.parametrize(
    "case",
    [
        "update agent_profiles set status = 'paused' where user_id = %(agent)s",
        "update agent_profiles set commission_months_override = 3 where user_id = %(agent)s",
        "update auth.users set created_at = now() - interval '100 years' where id = %(brought)s",
    ],
)
def test_who_is_paused_or_in_their_months_earns_on(db: Connection, case: LiteralString) -> None:
    agent = make_agent(db)
    market = make_referred(db, agent, None)
    db.execute(case, {"agent": agent, "brought": market.owner})
    pay_deal(db, market)
    assert commissions(db, agent) == [("earned", "brand", FEE, "pending")]


@pytest.mark.parametrize("party", ["creator", "member", "former member"])
def test_an_agent_who_is_a_party_does_not_earn(db: Connection, party: str) -> None:
    agent, other = make_agent(db), make_agent(db)
    market = make_referred(db, agent, other)
    if party == "creator":
        db.execute("insert into user_roles (user_id, role) values (%s, 'creator')", (agent,))
        db.execute("update auth.users set created_at = now() - interval '1 day' where id = %s", (agent,))
        market = Market(market.owner, market.brand, agent)
        refer(db, other, agent)
    else:
        join_brand(db, market.brand, agent, "analyst")
    if party == "former member":
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (agent,))
    pay_deal(db, market)
    earns = party == "former member"
    assert commissions(db, agent) == ([("earned", "brand", PART, "pending")] if earns else [])
    assert commissions(db, other) == [("earned", "creator", PART if earns else FEE, "pending")]
    assert findings(db) == []


def test_a_brands_agent_is_that_of_its_owner_at_the_release(db: Connection) -> None:
    agent, other = make_agent(db), make_agent(db)
    market = make_referred(db, agent, None)
    heir = make_user(db, "brand")
    refer(db, other, heir)
    escrow = make_deal(db, market, PRICE)[0]
    db.execute("update brand_profiles set owner_user_id = %s where id = %s", (heir, market.brand))
    approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    assert (commissions(db, agent), len(commissions(db, other))) == ([], 1)


def test_whoever_brought_an_agent_earns_nothing_of_what_that_agent_earns(db: Connection) -> None:
    agent, above = make_agent(db), make_agent(db)
    refer(db, above, agent)
    pay_deal(db, make_referred(db, agent, None))
    assert (len(commissions(db, agent)), commissions(db, above)) == (1, [])
