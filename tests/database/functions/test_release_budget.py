"""app.release_budget: what is reserved and unspent, back to the wallet."""

import pytest

from tests.factories.money import books, budgets, make_deal, make_submission
from tests.typing import Connection


@pytest.mark.parametrize(("asked", "freed"), [(None, 700), (200, 200), (9_999, 700), (0, 0)])
def test_releasing_gives_back_what_is_unspent_and_no_more(
    db: Connection, asked: int | None, freed: int
) -> None:
    deal = make_deal(db)
    db.execute("select app.reserve_budget(%s, 1000)", (deal.participant,))
    db.execute("select app.spend_budget(%s, 300)", (make_submission(db, deal),))
    row = db.execute("select app.release_budget(%s, %s)", (deal.participant, asked)).fetchone()
    assert row == (freed,)
    assert books(db, deal)["wallet"] == 99_000 + freed
    assert budgets(db, deal) == (700 - freed, 300)


def test_releasing_where_nothing_is_reserved_gives_nothing(db: Connection) -> None:
    deal = make_deal(db)
    for amount in (None, 50):
        row = db.execute("select app.release_budget(%s, %s)", (deal.participant, amount)).fetchone()
        assert row == (0,)
    assert books(db, deal)["wallet"] == 100_000
