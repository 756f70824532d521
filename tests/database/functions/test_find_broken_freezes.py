"""app.find_broken_freezes: a freeze without a cause is found, and a cause without its freeze."""

from typing import LiteralString

import pytest

from tests.conftest import Database
from tests.database.sql_functions import rows
from tests.factories.card_disputes import deal_by_card, dispute, top_up
from tests.factories.deals import make_market

THAWED = "frozen_by = null, frozen_at = null, frozen_rest = null, frozen_step = null"
TAMPERED: dict[str, LiteralString] = {
    "frozen escrow has an open dispute": "update disputes set status = 'won', taken = 0 where id = %s",
    "frozen escrow is held up by something":
        "update escrows set deposit_id = null, funding = 'wallet' where frozen_by = %s",
    "what a dispute holds up is frozen": f"update escrows set {THAWED} where frozen_by = %s",
}  # fmt: skip


@pytest.mark.parametrize("rule", TAMPERED)
def test_what_was_tampered_with_is_found(database: Database, rule: str) -> None:
    with database.connect() as db:
        market = make_market(db)
        _, intent = deal_by_card(db, market)
        name = dispute(db, intent)
        assert rows(db, "app.find_broken_freezes") == []
        db.execute("set session_replication_role = replica")
        db.execute(TAMPERED[rule], (name,))
        assert rule in {row[0] for row in rows(db, "app.find_broken_freezes")}


def test_a_debt_that_was_paid_just_now_is_no_fault(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 0)
        _, intent = deal_by_card(db, market)
        dispute(db, intent)
        top_up(db, market)
        assert rows(db, "app.find_broken_freezes") == []
        db.execute("update wallet_transactions set completed_at = completed_at - interval '2 hours'")
        (finding,) = rows(db, "app.find_broken_freezes")
        assert finding[0] == "frozen escrow is held up by something"
