"""The views that take the place of the source's joblogs and influencer_payouts: what is in them, and who sees it."""

from collections.abc import Iterator
from typing import LiteralString

import psycopg
import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.deals import (
    Market,
    act,
    approve,
    claim,
    escrows_of,
    make_deal,
    make_market,
    open_gig,
    reject,
    submit,
    value,
)
from tests.factories.people import make_user
from tests.typing import Connection

HISTORY = "select event_type from gig_history where gig_id = %s order by id"
DEAL = "select deal_id from escrows where id = %s"
PAYOUTS = "select amount from deal_payouts where deal_id = %s"


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    """The superuser: `acting_as` makes somebody else of it."""
    with database.connect() as connection:
        yield connection


@pytest.fixture
def market(db: Connection) -> Market:
    """Two sides of a gig."""
    return make_market(db)


def test_the_history_of_a_gig_is_its_own_and_that_of_its_slots(db: Connection, market: Market) -> None:
    gig = open_gig(db, market, budget=20_001, slots=2)
    escrow = claim(db, gig, market.creator)
    approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    make_deal(db, market)
    act(db, market.owner, "select app.end_gig(%s, 'enough')", gig)
    rows = db.execute(
        "select event_type, slot_number, from_status, to_status, actor_user_id, reason, amount from gig_history"
        " where gig_id = %s order by id",
        (gig,),
    ).fetchall()
    owner, creator = market.owner, market.creator
    assert rows == [
        ("open", None, "draft", "open", owner, "", 22_001),
        ("claimed", 1, None, "locked", creator, "", 11_001),
        ("work_in_progress", 1, "locked", "work_in_progress", creator, "", None),
        ("work_submitted", 1, "work_in_progress", "work_submitted", creator, "", None),
        ("under_review", 1, "work_submitted", "under_review", owner, "", None),
        ("approved", 1, "under_review", "approved", owner, "", None),
        ("releasing", 1, "approved", "releasing", owner, "", None),
        ("released", 1, "releasing", "released", owner, "", 11_001),
        ("influencer_paid", 1, None, None, owner, "", 10_001),
        ("closed", None, "open", "closed", owner, "enough", None),
        ("refund", None, None, None, owner, "enough", 11_000),
    ]


def test_a_creator_sees_of_a_gig_what_happened_to_their_own_slot(db: Connection, market: Market) -> None:
    other = make_user(db)
    gig = open_gig(db, market, slots=2)
    claim(db, gig, market.creator)
    claim(db, gig, other)
    seen = {}
    for user in (market.owner, market.creator, other, make_user(db), make_market(db).owner):
        with acting_as(db, user):
            seen[user] = [row[0] for row in db.execute(HISTORY, (gig,))]
    assert [*seen.values()] == [["open", "claimed", "claimed"], ["claimed"], ["claimed"], [], []]


def test_a_payout_of_a_deal_is_what_its_creator_earned(db: Connection, market: Market) -> None:
    first, second = make_deal(db, market, 10_000, 5_000)
    deal = value(db, DEAL, first)
    approve(db, first, market.owner, submit(db, first, market.creator))
    act(db, market.owner, "select app.pay_escrow(%s)", second)
    reject(db, second, market.owner, submit(db, second, market.creator))
    rows = db.execute(
        "select creator_user_id, escrow_id, amount, currency, issued_at is not null, paid_at, payout_id"
        " from deal_payouts where deal_id = %s",
        (deal,),
    ).fetchall()
    assert rows == [(market.creator, first, 10_000, "usd", True, None, None)]
    assert [first, second] == escrows_of(db, deal)


def test_a_payout_of_a_deal_is_its_creators_to_see(db: Connection, market: Market) -> None:
    escrow = make_deal(db, market)[0]
    approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    deal, seen = value(db, DEAL, escrow), []
    for user in (market.owner, market.creator, make_user(db), make_market(db).owner):
        with acting_as(db, user):
            seen.append([row[0] for row in db.execute(PAYOUTS, (deal,))])
    assert seen == [[], [10_000], [], []]


@pytest.mark.parametrize("question", ["select from gig_history", "select from deal_payouts"])
def test_nobody_in_particular_reads_them(db: Connection, question: LiteralString) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(f"set role anon; {question}")
    db.execute("reset role")
    assert db.execute(question).fetchall() == []
