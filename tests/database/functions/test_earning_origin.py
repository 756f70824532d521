"""app.earning_origin: whose campaign an earning stands on that no campaign brought."""

from tests.database.sql_functions import call
from tests.factories.money import Deal, earn, make_deal, make_participant, make_payout
from tests.typing import Connection

ORIGIN = "select o.campaign_id, o.brand_id from payouts as p cross join lateral app.earning_origin(p) as o"


def test_it_is_the_largest_of_what_the_payout_was_made_of(db: Connection, deal: Deal) -> None:
    other = make_deal(db)
    participant = make_participant(db, other.campaign, other.brand, deal.creator)
    elsewhere = Deal(other.owner, other.brand, other.campaign, deal.creator, participant)
    earn(db, deal, 2_000)
    make_payout(db, elsewhere, 3_000)
    earn(db, deal, 40_000)
    assert db.execute(ORIGIN).fetchall() == [(other.campaign, other.brand)]
    db.execute("update payouts set earning_ids = '{}'")
    assert db.execute(ORIGIN).fetchall() == [(deal.campaign, deal.brand)], "as of a release before"


def test_who_earned_nothing_in_the_currency_has_none(db: Connection, deal: Deal) -> None:
    payout = make_payout(db, deal)
    assert call(db, "app.review_payout", payout, "no answer") is True
    db.execute("update payouts set currency = 'eur'")
    assert db.execute(ORIGIN).fetchall() == []
