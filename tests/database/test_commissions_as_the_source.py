"""The parts of a fee are the source's, but for the unit that has no half; with the platform's, they are the fee."""

from collections import Counter
from random import Random
from uuid import UUID

import pytest

from tests.commission_reference import distribute, platform_fee
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.deals import approve, findings, make_deal, make_market, submit, value
from tests.factories.referrals import refer
from tests.typing import Connection

DEALS = 100_000
AGENTS = [UUID(int=number) for number in range(1, 6)]
SPLIT = (
    "select d.place, array_agg(s.agent_user_id), array_agg(s.side), array_agg(s.amount)"
    " from unnest(%s::bigint[], %s::uuid[], %s::uuid[], %s::integer[], %s::integer[])"
    " with ordinality as d (fee, brand_agent, creator_agent, brand_share, creator_share, place)"
    " left join lateral app.split_fee(d.fee, d.brand_agent, d.creator_agent, d.brand_share, d.creator_share) as s"
    " on true group by d.place order by d.place"
)
Deal = tuple[int, UUID | None, UUID | None, int, int]


def random_deal(random: Random, *, whole: bool) -> Deal:
    """Fee, both agents, and their shares: all of it, or anything."""
    shares = (10_000, 10_000) if whole else (random.randint(0, 10_000), random.randint(0, 10_000))
    brand, creator = (random.choice([None, *AGENTS]) for _ in range(2))
    if brand == creator:
        shares = (shares[0], shares[0])
    return (random.choice([0, 1, 2, 3, 99, 10**12, random.randint(0, 10**7)]), brand, creator, *shares)


def split(db: Connection, deals: list[Deal]) -> list[dict[UUID, tuple[str, int]]]:
    """Side and amount of each agent of each deal."""
    rows = db.execute(SPLIT, [list(column) for column in zip(*deals, strict=True)]).fetchall()
    assert [place for place, *_ in rows] == list(range(1, len(deals) + 1))
    return [
        {agent: (side, amount) for agent, side, amount in zip(agents, sides, amounts, strict=True) if agent}
        for _, agents, sides, amounts in rows
    ]


def test_a_hundred_thousand_deals_are_distributed_as_the_source_says(db: Connection) -> None:
    random = Random(12)
    deals = [random_deal(random, whole=True) for _ in range(DEALS)]
    odd = 0
    for (fee, brand, creator, *_), parts in zip(deals, split(db, deals), strict=True):
        theirs = distribute(fee, brand, creator)
        ours: Counter[UUID | None] = Counter({agent: amount for agent, (_, amount) in parts.items()})
        ours[None] = fee - ours.total()
        both = brand is not None and creator is not None and brand != creator
        if both and fee % 2:
            odd += 1
            assert (ours[brand], ours[creator], ours[None]) == (fee // 2, fee // 2, 1)
        else:
            assert dict(+ours) == {agent: part for agent, part in theirs.items() if part}
        assert sum(ours.values()) == fee
    assert odd > DEALS // 10


def test_whatever_the_shares_are_agents_and_platform_have_the_fee(db: Connection) -> None:
    random = Random(13)
    deals = [random_deal(random, whole=False) for _ in range(DEALS // 4)]
    for (fee, brand, creator, of_brand, of_creator), parts in zip(deals, split(db, deals), strict=True):
        shared = 2 if brand and creator and brand != creator else 1
        expected = {
            agent: ("both" if brand == creator else side, fee * share // 10_000 // shared)
            for agent, side, share in ((brand, "brand", of_brand), (creator, "creator", of_creator))
            if agent
        }
        assert parts == {agent: part for agent, part in expected.items() if part[1]}
        assert 0 <= sum(amount for _, amount in parts.values()) <= fee


def test_the_greatest_fee_there_can_be_is_split(db: Connection) -> None:
    most = 2**63 - 1
    assert split(db, [(most, AGENTS[0], AGENTS[1], 10_000, 5_000), (most, AGENTS[0], None, 9_999, 0)]) == [
        {AGENTS[0]: ("brand", most // 2), AGENTS[1]: ("creator", most // 2 // 2)},
        {AGENTS[0]: ("brand", most * 9_999 // 10_000)},
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whole_deals_pay_what_the_source_pays(database: Database, seed: int) -> None:
    random = Random(seed)
    with database.connect() as db:
        agents = [make_agent(db) for _ in range(3)]
        for brought_brand in (None, *agents):
            for brought_creator in (None, *agents[:2]):
                market = make_market(db, 10**9)
                for agent, person in ((brought_brand, market.owner), (brought_creator, market.creator)):
                    if agent:
                        refer(db, agent, person)
                price = random.randint(100, 1_000_000)
                escrow = make_deal(db, market, price)[0]
                total, fee = db.execute(
                    "select total, fee from escrows where id = %s", (escrow,)
                ).fetchone() or (0, 0)
                assert abs(platform_fee(total) - fee) < 1
                approve(db, escrow, market.owner, submit(db, escrow, market.creator))
                assert credited(db, escrow) == expected(fee, brought_brand, brought_creator)
        assert findings(db) == []


def credited(db: Connection, escrow: UUID) -> dict[UUID | None, int]:
    """What the release of an escrow credited to each agent and (None) the platform."""
    posted = value(
        db,
        "select ledger_transaction_id from escrow_events where escrow_id = %s and event_type = 'released'",
        escrow,
    )
    rows = db.execute(
        "select a.user_id, e.amount from ledger.entries as e join ledger.accounts as a on a.id = e.account_id"
        " where e.transaction_id = %s and a.purpose in ('agent_payable', 'platform_revenue')",
        (posted,),
    )
    return dict(rows.fetchall())


def expected(fee: int, brand: UUID | None, creator: UUID | None) -> dict[UUID | None, int]:
    """The source's answer, with the unit that cannot be halved on the platform's side."""
    parts = {agent: int(part) for agent, part in distribute(fee, brand, creator).items()}
    parts[None] = fee - sum(part for agent, part in parts.items() if agent)
    return {agent: part for agent, part in parts.items() if part}
