"""app.payout_earnings: the earnings that a payout is made of, with their campaigns; their sum is its amount."""

from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import call, rows
from tests.factories.money import Deal, earn, make_payout
from tests.factories.people import make_user
from tests.typing import Connection


@pytest.fixture
def payout(db: Connection, deal: Deal) -> UUID:
    """A payout of two earnings, less what was taken back of one."""
    earning = earn(db, deal, 20_000)
    call(db, "app.claw_back", earning, 3_000, "the post was deleted")
    return make_payout(db, deal, 60_000)


def lines(db: Connection, payout: UUID, at_most: int = 10) -> list[tuple[str, int, int, int]]:
    """Kind, gross, fee and net of each line."""
    return [(row[1], *row[6:9]) for row in rows(db, "app.payout_earnings", payout, at_most)]


MADE_OF = [
    ("earned", 20_000, 2_000, 18_000),
    ("clawback", -3_333, -333, -3_000),
    ("earned", 60_000, 6_000, 54_000),
]


@pytest.mark.parametrize("end", ["pending", "paid", "failed", "paid after all"])
def test_its_lines_sum_up_to_it_however_it_ended(db: Connection, deal: Deal, payout: UUID, end: str) -> None:
    if end in ("failed", "paid after all"):
        call(db, "app.fail_payout", payout, "no transfer was made")
    if end in ("paid", "paid after all"):
        call(db, "app.settle_payout", payout, "tr_1")
    with acting_as(db, deal.creator):
        found = lines(db, payout)
    assert found == MADE_OF
    amount = db.execute("select amount from payouts").fetchone()
    assert amount == (sum(net for *_, net in found),)


def test_one_that_was_paid_twice_is_its_advance(db: Connection, deal: Deal, payout: UUID) -> None:
    call(db, "app.fail_payout", payout, "no transfer was made")
    call(db, "app.prepare_payouts", "2999-01-01")
    call(db, "app.settle_payout", payout, "tr_1")
    with acting_as(db, deal.creator):
        assert lines(db, payout) == [("advance", 69_000, 0, 69_000)]


def test_no_more_are_read_than_asked_for_and_none_of_somebody_elses(db: Connection, payout: UUID) -> None:
    with acting_as(db, make_user(db)):
        assert lines(db, payout) == []
    with acting_as(db, make_user(db, "admin")):
        assert len(lines(db, payout, 2)) == 2
