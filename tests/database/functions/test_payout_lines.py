"""app.payout_lines: what the release before reads of a payout: the same lines, without what it does not know."""

from tests.actors import acting_as
from tests.database.sql_functions import call, rows
from tests.factories.money import Deal, earn, make_payout
from tests.factories.people import make_user
from tests.typing import Connection


def test_they_are_the_earnings_of_the_payout_without_programs(db: Connection, deal: Deal) -> None:
    call(db, "app.claw_back", earn(db, deal, 20_000), 3_000, "the post was deleted")
    payout = make_payout(db, deal, 60_000)
    with acting_as(db, deal.creator):
        found = rows(db, "app.payout_lines", payout, 10)
        assert found == [row[:-1] for row in rows(db, "app.payout_earnings", payout, 10)]
    assert [row[1] for row in found] == ["earned", "clawback", "earned"]


def test_nobody_reads_those_of_somebody_else(db: Connection, deal: Deal) -> None:
    payout = make_payout(db, deal, 60_000)
    with acting_as(db, make_user(db)):
        assert rows(db, "app.payout_lines", payout, 10) == []
