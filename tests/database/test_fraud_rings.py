"""app.fraud_rings against brute force on a thousand random societies: planted rings, and how many others."""

from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from tests.factories.agents import make_agent
from tests.factories.deals import finish_deal, make_market, value
from tests.factories.fraud import earn, found, set_rule, status_of
from tests.factories.people import make_user
from tests.factories.referrals import refer
from tests.ring_reference import Ring, Society, rings, society
from tests.typing import Connection

SOCIETIES = 1_000
ROOM = 1_000
"""Numbers for the people of one society."""
PUBLISHED = (1_027, 383, 185)
"""Planted rings (all found), rings of people who know nothing of each other, societies with such a ring."""


def save(db: Connection, societies: list[Society]) -> None:
    """Rows alone, past every trigger: the search reads nothing else. Person n is the UUID n."""
    brought, paid, accounts = [], [], []
    for number, made in enumerate(societies):
        at = number * ROOM
        brought += [(UUID(int=at + who), UUID(int=at + by)) for who, by in made.brought_by.items()]
        paid += [(UUID(int=at + owner), UUID(int=at + creator)) for owner, creator in made.paid]
        accounts += [(UUID(int=at + who), f"{number} {account}") for who, account in made.account.items()]
    db.execute("set local session_replication_role = replica")
    with db.cursor() as cursor:
        cursor.executemany(
            "insert into referrals (referred_user_id, agent_user_id, source) values (%s, %s, 'code')", brought
        )
        cursor.executemany(
            "insert into brand_profiles (id, owner_user_id, slug, name) values (%s, %s, %s, 'A')",
            [(owner, owner, f"brand-{owner.hex}") for owner in sorted({owner for owner, _ in paid})],
        )
        cursor.executemany(
            "insert into escrows (deal_id, milestone_id, brand_id, creator_user_id, currency, price, fee, total,"
            " status, released_amount) values (uuidv7(), uuidv7(), %s, %s, 'usd', 1, 0, 1, 'released', 1)",
            paid,
        )
        cursor.executemany(
            "insert into wallets (user_id, currency, payout_fingerprint) values (%s, 'usd', %s)", accounts
        )
    db.execute("set local session_replication_role = origin")


def search(db: Connection, depth: int) -> dict[int, set[Ring]]:
    """What is found, by society, in its own numbers."""
    by_society: dict[int, set[Ring]] = {}
    for agent, members, kinds in db.execute("select * from app.fraud_rings(%s)", (depth,)).fetchall():
        ring = agent.int % ROOM, tuple(member.int % ROOM for member in members), tuple(kinds)
        by_society.setdefault(agent.int // ROOM, set()).add(ring)
    return by_society


def test_every_planted_ring_is_found_and_the_others_are_counted(db: Connection) -> None:
    random = Random(20)
    societies = [society(random) for _ in range(SOCIETIES)]
    with db.transaction():
        save(db, societies)
        by_depth = {depth: search(db, depth) for depth in (2, 3, 4)}
    for depth, by_society in by_depth.items():
        wanted = {number: rings(made.edges(), depth) for number, made in enumerate(societies)}
        assert by_society == {number: those for number, those in wanted.items() if those}
    planted = {(number, *ring) for number, made in enumerate(societies) for ring in made.planted}
    hits = {(number, *ring[:2]) for number, those in by_depth[4].items() for ring in those}
    assert len(planted) > 900
    assert planted <= hits, "recall 1.0"
    shorter = {(number, *ring[:2]) for number, those in by_depth[3].items() for ring in those}
    assert not planted <= shorter, "rings of four are there to be missed"
    cheats = {(number, person) for number, _, members in planted for person in members}
    innocent = [hit for hit in hits if not cheats & {(hit[0], person) for person in hit[2]}]
    societies_with = len({hit[0] for hit in innocent})
    assert (len(planted), len(innocent), societies_with) == PUBLISHED
    page = (Path(__file__).parents[2] / "docs/fraud.md").read_text()
    assert all(f"{number:,}" in page for number in PUBLISHED)


@pytest.fixture
def ring(db: Connection) -> tuple[UUID, UUID, UUID]:
    """An agent brings the owner of a brand, who pays a creator whose account is the agent's own."""
    market = make_market(db)
    agent = make_agent(db)
    refer(db, agent, market.owner)
    finish_deal(db, market)
    for user in (agent, market.creator):
        db.execute("update wallets set payout_fingerprint = 'ba_1' where user_id = %s", (user,))
    return agent, market.owner, market.creator


def test_a_ring_is_noted_once_for_its_agent_and_holds_what_they_earned(
    db: Connection, ring: tuple[UUID, UUID, UUID]
) -> None:
    agent = ring[0]
    commission, innocent = earn(db, agent), earn(db, make_agent(db))
    assert [value(db, "select app.note_rings()") for _ in range(2)] == [1, 1]
    assert found(db, "ring") == [
        ("agent", agent, {"members": sorted(map(str, ring)), "edges": ["brings", "pays", "shares"]})
    ]
    assert status_of(db, commission, innocent) == ["held", "available"]


def test_a_ring_that_is_longer_than_the_rule_says_is_none(
    db: Connection, ring: tuple[UUID, UUID, UUID]
) -> None:
    set_rule(db, "ring", config={"depth": 2})
    assert value(db, "select app.note_rings()") == 0
    set_rule(db, "ring", config={"depth": 3})
    assert value(db, "select app.note_rings()") == 1


def test_a_rule_that_is_off_looks_for_no_rings(db: Connection, ring: tuple[UUID, UUID, UUID]) -> None:
    set_rule(db, "ring", active=False)
    assert value(db, "select app.note_rings()") == 0


def test_what_was_rejected_brings_nobody_any_more(db: Connection, ring: tuple[UUID, UUID, UUID]) -> None:
    db.execute("update referrals set status = 'rejected', reject_reason = 'x'")
    assert value(db, "select app.note_rings()") == 0


def test_owners_who_pay_each_other_without_an_agent_are_none_of_ours(db: Connection) -> None:
    one, other = make_user(db), make_user(db)
    with db.transaction():
        made = Society(2, paid={(0, 1), (1, 0)})
        save(db, [made])
        assert search(db, 4) == {}
    assert one != other


def test_an_account_that_more_than_a_hundred_share_is_not_walked(db: Connection) -> None:
    shared = dict.fromkeys(range(100), 7)
    with db.transaction():
        save(db, [Society(100, brought_by={1: 0}, account=shared)])
        assert (0, (0, 1), ("brings", "shares")) in search(db, 2)[0]
        db.execute("set local session_replication_role = replica")
        db.execute(
            "insert into wallets (user_id, currency, payout_fingerprint) values (%s, 'usd', '0 7')",
            (UUID(int=100),),
        )
        assert search(db, 2) == {}
