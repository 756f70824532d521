"""app.claim_payout: a payout that somebody waits for, for the first who sends it."""

from uuid import UUID, uuid4

import pytest

from tests.database.sql_functions import call, rows
from tests.factories.money import Deal, make_payout
from tests.typing import Connection


@pytest.fixture
def payout(db: Connection, deal: Deal) -> UUID:
    """One that nobody has tried to send."""
    return make_payout(db, deal)


def test_the_first_who_asks_has_it_and_the_attempt_is_counted(db: Connection, payout: UUID) -> None:
    assert [row[0] for row in rows(db, "app.claim_payout", payout)] == [payout]
    found = db.execute(
        "select attempts, first_attempt_at = now(), last_attempt_at = now() from payouts"
    ).fetchone()
    assert found == (1, True, True)
    assert rows(db, "app.claim_payout", payout) == []
    assert rows(db, "app.claim_payouts", 10, "10 minutes") == []


def test_what_a_worker_has_tried_is_the_workers(db: Connection, payout: UUID) -> None:
    assert len(rows(db, "app.claim_payouts", 10, "10 minutes")) == 1
    assert rows(db, "app.claim_payout", payout) == []


@pytest.mark.parametrize("status", ["suspended", "banned"])
def test_to_who_is_barred_nothing_is_sent(db: Connection, deal: Deal, payout: UUID, status: str) -> None:
    db.execute("update auth.users set status = %s where id = %s", (status, deal.creator))
    assert rows(db, "app.claim_payout", payout) == []


def test_what_is_settled_failed_or_unknown_is_nobodys(db: Connection, payout: UUID) -> None:
    call(db, "app.fail_payout", payout, "balance_insufficient")
    assert rows(db, "app.claim_payout", payout) == rows(db, "app.claim_payout", uuid4()) == []
    assert rows(db, "app.claim_payout", None) == []
