"""Who is paid for a deal, who pays one, and who brought them: facts where it is paid, and back with the money."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.database.sql_functions import call
from tests.factories.agents import make_agent
from tests.factories.deal_disputes import let_days_pass, quarrel
from tests.factories.deal_fees import make_referred, pay_deal
from tests.factories.deals import (
    Market,
    act,
    approve,
    claim,
    finish_deal,
    make_deal,
    make_market,
    open_gig,
    pass_timers,
    submit,
    value,
)
from tests.factories.people import join_brand, make_user
from tests.factories.rewards import facts_of
from tests.typing import Connection


def prices(db: Connection, person: UUID, like: str = "deal.released%") -> list[tuple[str, str, int]]:
    """Type, whose part, price."""
    return [(name, data["role"], data["price"]) for name, _, data in facts_of(db, person, like)]


def earning_of(db: Connection, escrow: UUID) -> UUID:
    found: UUID = value(db, "select id from earnings where escrow_id = %s and kind = 'earned'", escrow)
    return found


def test_a_released_deal_is_a_fact_of_both_sides_with_what_the_creator_got(db: Connection) -> None:
    market = make_market(db)
    escrow = finish_deal(db, market, 10_000)
    deal = value(db, "select deal_id::text from escrows where id = %s", escrow)
    said = {"price": 10_000, "currency": "usd", "brand_id": str(market.brand), "deal_id": deal}
    assert facts_of(db, market.creator, "deal%") == [
        ("deal.released", str(escrow), said | {"role": "creator"})
    ]
    assert facts_of(db, market.owner, "deal%") == [("deal.released", str(escrow), said | {"role": "brand"})]


@pytest.mark.parametrize(
    ("category", "platforms", "said"),
    [
        ("Food", ["instagram"], {"category": "food", "platform": "instagram"}),
        ("our aunt Ada's", ["instagram", "tiktok"], {"platform": ["instagram", "tiktok"]}), (None, [], {}),
    ],
)  # fmt: skip
def test_a_deal_of_a_gig_says_its_platforms_and_its_category_but_no_words_of_the_brand(
    db: Connection, category: str | None, platforms: list[str], said: dict[str, object]
) -> None:
    market = make_market(db)
    for platform in platforms:
        db.execute(
            "insert into social_accounts (user_id, platform, platform_user_id, username) values (%s, %s, '1', 'ada')",
            (market.creator, platform),
        )
    gig = open_gig(db, market, category=category, platforms=platforms)
    escrow = claim(db, gig, market.creator)
    approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    ((_, _, data),) = facts_of(db, market.creator, "deal%")
    assert {key: data[key] for key in ("category", "platform") if key in data} == said
    assert data["gig_id"] == str(gig)


@pytest.mark.parametrize(("amount", "told"), [(0, []), (1, [1]), (6_000, [6_000]), (10_000, [10_000])])
def test_a_decided_dispute_is_worth_what_it_gives_the_creator(
    db: Connection, amount: int, told: list[int]
) -> None:
    made = quarrel(db)
    made.answer()
    made.decide(amount)
    let_days_pass(db, 30)
    for person, role in ((made.market.creator, "creator"), (made.market.owner, "brand")):
        assert prices(db, person) == [("deal.released", role, price) for price in told]


def test_thirty_deals_that_time_releases_are_thirty_facts_of_each_side(db: Connection) -> None:
    market = make_market(db, 10**6)
    for _ in range(30):
        submit(db, make_deal(db, market, 1_000)[0], market.creator)
    pass_timers(db, datetime.now(UTC) + timedelta(days=40))
    for person in (market.creator, market.owner):
        told = facts_of(db, person, "deal.released")
        assert (len(told), len({reference for _, reference, _ in told})) == (30, 30)


def test_only_who_gave_all_of_it_back_did_not_do_the_deal(db: Connection) -> None:
    market = make_market(db)
    earning = earning_of(db, finish_deal(db, market, 10_000))
    call(db, "app.claw_back", earning, 4_000, "Half of it")
    assert prices(db, market.creator, "%.reversed") == []
    call(db, "app.claw_back", earning, 6_000, "And the rest")
    for person, role in ((market.creator, "creator"), (market.owner, "brand")):
        done, undone = facts_of(db, person, "deal%")
        assert undone == (f"{done[0]}.reversed", *done[1:])
        assert prices(db, person, "%.reversed") == [("deal.released.reversed", role, 10_000)]


def test_a_brand_that_has_another_owner_meanwhile_takes_the_fact_of_the_old_one_back(db: Connection) -> None:
    market = make_market(db)
    earning = earning_of(db, finish_deal(db, market))
    heir = make_user(db)
    join_brand(db, market.brand, heir, "brand_admin")
    db.execute("update brand_profiles set owner_user_id = %s where id = %s", (heir, market.brand))
    call(db, "app.claw_back", earning, 10_000, "All")
    assert len(facts_of(db, market.owner, "deal%")) == 2
    assert facts_of(db, heir, "deal%") == []


def test_a_deal_paid_before_there_were_facts_takes_nothing_away(db: Connection) -> None:
    market = make_market(db)
    earning = earning_of(db, finish_deal(db, market))
    db.execute("delete from reward_facts")
    call(db, "app.claw_back", earning, 10_000, "All")
    assert facts_of(db, market.creator, "deal%") == []


def test_a_release_that_comes_to_nothing_leaves_no_fact(database: Database) -> None:
    with database.connect(autocommit=False) as db:
        market = make_market(db)
        db.commit()
        finish_deal(db, market)
        assert len(facts_of(db, market.creator, "deal%")) == 1
        db.rollback()
        assert facts_of(db, market.creator, "deal%") == []


def referral_facts(db: Connection, agent: UUID) -> list[str]:
    return [name.removeprefix("referral.active") for name, _, _ in facts_of(db, agent, "referral%")]


def test_whom_an_agent_brought_is_active_with_the_first_deal_that_is_paid(db: Connection) -> None:
    agent = make_agent(db)
    market = make_referred(db, agent, None)
    pay_deal(db, market)
    pay_deal(db, market)
    assert facts_of(db, agent, "referral%") == [
        ("referral.active", str(market.owner), {"role": "agent", "source": "code"})
    ]


def reassign(db: Connection, market: Market, agent: UUID | None) -> None:
    act(
        db, make_user(db, "admin"), "select app.reassign_referral(%s, %s, 'They said so.')", market.creator, agent
    )  # fmt: skip


def test_a_referral_that_is_rejected_or_given_to_another_counts_for_who_has_it(db: Connection) -> None:
    one, two = make_agent(db), make_agent(db)
    market = make_referred(db, None, one)
    pay_deal(db, market)
    reassign(db, market, two)
    assert (referral_facts(db, one), referral_facts(db, two)) == (["", ".reversed"], [""])
    reassign(db, market, None)
    assert referral_facts(db, two) == ["", ".reversed"]
    reassign(db, market, one)
    assert referral_facts(db, one) == ["", ".reversed", ""]


def test_a_referral_without_a_deal_counts_for_nobody_whoever_has_it(db: Connection) -> None:
    one, two = make_agent(db), make_agent(db)
    market = make_referred(db, None, one)
    reassign(db, market, two)
    reassign(db, market, None)
    assert referral_facts(db, one) + referral_facts(db, two) == []
    reassign(db, market, one)
    pay_deal(db, market)
    assert (referral_facts(db, one), referral_facts(db, two)) == ([""], [])


def test_a_first_deal_that_a_release_passed_over_is_noted_when_it_was(db: Connection) -> None:
    agent = make_agent(db)
    market = make_referred(db, agent, None)
    escrow = pay_deal(db, market)
    db.execute("delete from reward_facts")
    db.execute("update referrals set first_deal_at = null")
    db.execute("set session_replication_role = replica")
    db.execute("update escrows set released_at = now() - interval '3 days' where id = %s", (escrow,))
    db.execute("set session_replication_role = origin")
    assert act(db, None, "select app.note_missed_first_deals(now() - interval '7 days')") == 1
    assert db.execute("select now() - at from reward_facts").fetchall()[0][0] >= timedelta(days=3)
    assert referral_facts(db, agent) == [""]
