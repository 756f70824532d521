"""What a deal has paid is taken back by an administrator, never by a dispute alone; to the cent."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.card_disputes import OPEN, TOTAL, books, deal_by_card, deals, dispute, is_frozen, settle
from tests.factories.deals import Market, approve, findings, make_deal, make_market, status_of, submit, value
from tests.factories.ledger import account, balance
from tests.factories.people import make_user
from tests.typing import Connection


def pay(db: Connection, market: Market, escrow: UUID) -> UUID:
    """Its work is approved and paid; the earning."""
    approve(db, escrow, market.owner, submit(db, escrow, market.creator))
    earning: UUID = value(db, "select id from earnings where escrow_id = %s and kind = 'earned'", escrow)
    return earning


def shares(db: Connection, market: Market) -> tuple[int, int, int]:
    """What the brand has, the creator is owed and the platform keeps."""
    return (
        balance(db, account(db, "brand_available", brand_id=market.brand)),
        balance(db, account(db, "creator_payable", user_id=market.creator)),
        balance(db, account(db, "platform_revenue")),
    )


def test_price_and_its_part_of_the_fee_go_back_to_the_brand(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 11_001)
        earning = pay(db, market, make_deal(db, market, 10_001)[0])
        before = (0, 10_001, 1_000)
        assert shares(db, market) == before
        taken = fees = 0
        for amount in (1, 3_333, 6_666, 1):
            call(db, "app.claw_back", earning, amount, "The post was bought")
            taken += amount
            fees = 1_000 * taken // 10_001
            assert shares(db, market) == (taken + fees, 10_001 - taken, 1_000 - fees)
            assert findings(db) == []
        assert (taken, fees) == (10_001, 1_000)
        assert refusal(db, "app.claw_back", earning, 1, "more") == Refusal(
            "IM006", None, {"amount": 1, "left": 0}
        )
        lines = (
            "select kind, escrow_id is null, campaign_id, amount, gross_amount, fee_amount"
            " from earnings order by id"
        )
        assert db.execute(lines).fetchall()[:3] == [
            ("earned", False, None, 10_001, 11_001, 1_000), ("clawback", True, None, -1, -1, 0),
            ("clawback", True, None, -3_333, -3_666, -333),
        ]  # fmt: skip


@pytest.mark.parametrize("end", [OPEN, "lost"])
def test_a_dispute_of_what_is_paid_out_takes_nothing_from_the_creator(database: Database, end: str) -> None:
    """Nor does it hold up what is final; taken back, the money pays what is owed, and lets other deals go."""
    with database.connect() as db:
        market = make_market(db, 0)
        escrow, intent = deal_by_card(db, market)
        earning = pay(db, market, escrow)
        (other,) = deals(db, market, 1)
        submit(db, other, market.creator)
        admin = make_user(db, "admin")
        name = dispute(db, intent, end)
        dispute(db, intent, end, name=name)
        told = (
            "select metadata -> 'earning_ids' ->> 0 from notifications"
            " where type = 'deal_payment_lost' and user_id = %s"
        )
        assert db.execute(told, (admin,)).fetchall() == ([(str(earning),)] if end == "lost" else [])
        assert (status_of(db, escrow), is_frozen(db, escrow)) == ("released", False)
        assert is_frozen(db, other) == (end == OPEN)
        assert shares(db, market) == (0, 10_000, 1_000)
        assert books(db, market) == (0, TOTAL, TOTAL)
        call(db, "app.claw_back", earning, 10_000, "Never delivered")
        settle(db)
        assert books(db, market) == (0, 0, TOTAL)
        assert not is_frozen(db, other)
        assert shares(db, market) == (0, 0, 0)
        assert findings(db) == []
