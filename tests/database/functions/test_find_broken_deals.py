"""app.find_broken_deals: whatever was tampered with is found."""

from typing import LiteralString

import pytest

from tests.conftest import Database
from tests.database.sql_functions import rows
from tests.factories.deal_disputes import ASKED, quarrel
from tests.factories.deals import approve, claim, make_deal, make_market, open_gig, submit

TAMPERED: dict[str, LiteralString] = {
    "deals hold what their escrows say": "update escrows set status = 'cancelled', deadline_at = null, next_step = null"
        " where status = 'locked'",
    "gigs hold what their open slots say": "update gig_slots set status = 'refunded' where status = 'open'",
    "final escrow has the amounts of its postings":
        "update escrows set released_amount = released_amount + 1, fee_amount = fee_amount - 1"
        " where status = 'released'",
    "released escrow has its one earning": "delete from earnings where escrow_id is not null",
    "events follow each other": "delete from escrow_events where event_type = 'released'",
    "movement of a deal has its line": "delete from wallet_transactions where transaction_type = 'transfer'",
    "gig was funded with its slots": "update gig_budgets set funded_total = funded_total + 1",
    "refund of a gig is what its event says": "update unfilled_refunds set amount = amount + 1",
    "disputed escrow has its open dispute": "delete from deal_disputes where status = 'open'",
    "dispute was paid as it was resolved":
        "update deal_disputes set creator_amount = creator_amount - 1 where status = 'resolved'",
    "held escrow ends by time": "update escrows set deadline_at = null, next_step = null where status = 'locked'",
    "closed gig has its refund": "delete from unfilled_refunds",
    "offered slots have their account":
        "update ledger.accounts set purpose = 'x' where purpose = 'gig_held' and balance > 0",
    "held escrow has its account":
        "update ledger.accounts set purpose = 'x' where purpose = 'deal_held' and balance > 0",
}  # fmt: skip


@pytest.mark.parametrize("rule", TAMPERED)
def test_what_was_tampered_with_is_found(database: Database, rule: str) -> None:
    with database.connect() as db:
        market = make_market(db)
        gig = open_gig(db, market, slots=2)
        escrow = claim(db, gig, market.creator)
        approve(db, escrow, market.owner, submit(db, escrow, market.creator))
        make_deal(db, market)
        claim(db, open_gig(db, market, slots=1), market.creator)
        closed = open_gig(db, market, slots=1)
        db.execute("select app.close_gig(g, 'closed', now()) from gigs as g where id = %s", (closed,))
        quarrel(db)
        quarrel(db).answer(ASKED)
        assert rows(db, "app.find_broken_deals") == []
        db.execute("set session_replication_role = replica")
        db.execute(TAMPERED[rule])
        assert rule in {row[0] for row in rows(db, "app.find_broken_deals")}


def test_a_dispute_of_what_is_not_disputed_is_found(database: Database) -> None:
    with database.connect() as db:
        made = quarrel(db)
        db.execute("set session_replication_role = replica")
        db.execute("update escrows set status = 'under_review' where id = %s", (made.escrow,))
        assert [row[:2] for row in rows(db, "app.find_broken_deals")] == [
            ("disputed escrow has its open dispute", str(made.escrow))
        ]
