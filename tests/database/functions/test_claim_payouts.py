"""app.claim_payouts: payouts to send or to clear up, each for one worker at a time."""

from uuid import UUID

from tests.conftest import Database
from tests.database.sql_functions import rows
from tests.factories.money import Deal, make_deal, make_payout
from tests.typing import Connection

TRIED = "select attempts, first_attempt_at, last_attempt_at from payouts where id = %s"


def claimed(db: Connection, at_most: int = 10, retry_after: str = "10 minutes") -> list[UUID]:
    """The ids of what was claimed."""
    return [row[0] for row in rows(db, "app.claim_payouts", at_most, retry_after)]


def test_an_attempt_is_counted_before_it_is_made(db: Connection, deal: Deal) -> None:
    payout = make_payout(db, deal)
    [row] = rows(db, "app.claim_payouts", 10, "10 minutes")
    stored = db.execute("select * from payouts where id = %s", (payout,)).fetchone()
    assert row == stored
    now = db.execute("select 1, now(), now()").fetchone()
    assert db.execute(TRIED, (payout,)).fetchone() == now


def test_it_is_claimed_again_when_its_rest_is_over_and_the_first_attempt_stays_the_first(
    db: Connection, deal: Deal
) -> None:
    payout = make_payout(db, deal)
    assert claimed(db) == [payout]
    assert claimed(db) == []
    db.execute("update payouts set last_attempt_at = last_attempt_at - interval '10 minutes',"
               " first_attempt_at = first_attempt_at - interval '10 minutes'")  # fmt: skip
    assert claimed(db, retry_after="10 minutes 1 second") == []
    assert claimed(db) == [payout]
    tried = db.execute(
        "select attempts, now() - first_attempt_at = '10 minutes', last_attempt_at = now() from payouts"
    ).fetchone()
    assert tried == (2, True, True)


def test_what_is_paid_or_failed_is_over_and_what_is_unclear_is_not(db: Connection) -> None:
    unclear, paid, failed = (make_payout(db, make_deal(db)) for _ in range(3))
    db.execute("select app.review_payout(%s, 'no answer')", (unclear,))
    db.execute("select app.settle_payout(%s, 'tr_1')", (paid,))
    db.execute("select app.fail_payout(%s, 'no')", (failed,))
    assert claimed(db) == [unclear]


def test_the_oldest_come_first_and_no_more_than_asked(db: Connection) -> None:
    payouts = sorted(make_payout(db, make_deal(db)) for _ in range(3))
    assert [sorted(claimed(db, 2)), claimed(db, 2)] == [payouts[:2], payouts[2:]]


def test_two_workers_claim_different_ones(database: Database) -> None:
    with database.connect() as db:
        payouts = {make_payout(db, make_deal(db)) for _ in range(2)}
        with database.connect(autocommit=False) as other:
            [first] = claimed(other, 1)
            [second] = claimed(db, 10)
    assert {first, second} == payouts
