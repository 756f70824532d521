"""Earnings: seen by whom they belong to, and taken back at most as far as they went."""

from uuid import UUID

from payments.payouts.service import run_payouts
from tests.conftest import Database
from tests.factories.deals import approve, make_deal, make_market, submit, value
from tests.factories.money import earn
from tests.factories.payments import (
    assert_books_are_clean,
    request,
    wallet,
)
from tests.factories.payouts import LATER, make_earning, payouts, transfers
from tests.factories.people import make_user


def test_a_clawback_is_netted_by_the_next_payout(database: Database, admin: UUID) -> None:
    deal, earning = make_earning(database)
    run_payouts(LATER)
    body = {"amount": 9_000, "reason": "The post was deleted"}
    answer = request("POST", f"/earnings/{earning}/clawbacks", user=admin, body=body)
    assert (answer.status, answer.body["amount"], answer.body["gross_amount"]) == (201, -9_000, -10_000)
    assert wallet(deal.creator)["available"] == -9_000
    with database.connect() as db:
        earn(db, deal, 20_000)
    run_payouts(LATER)
    assert transfers() == [54_000, 9_000]
    assert_books_are_clean(database)


def test_what_a_deal_earned_is_clawed_back_by_the_same_door(database: Database, admin: UUID) -> None:
    with database.connect() as db:
        market = make_market(db, 11_001)
        escrow = make_deal(db, market, 10_001)[0]
        approve(db, escrow, market.owner, submit(db, escrow, market.creator))
        earning = value(db, "select id from earnings where escrow_id = %s", escrow)
    path, body = f"/earnings/{earning}/clawbacks", {"amount": 3_333, "reason": "The post was bought"}
    for user in (market.owner, market.creator):
        assert request("POST", path, user=user, body=body).status == 403
    for _ in range(2):
        answer = request("POST", path, user=admin, body=body, key="once")
        assert (answer.status, answer.body["amount"], answer.body["fee_amount"]) == (201, -3_333, -333)
        assert (answer.body["campaign_id"], answer.body["clawback_of"]) == (None, str(earning))
    assert wallet(market.owner)["available"] == 3_666
    assert request("POST", path, user=admin, body=body | {"amount": 6_669}).status == 422
    assert_books_are_clean(database)


def test_no_more_is_clawed_back_than_was_earned(database: Database, admin: UUID) -> None:
    _, earning = make_earning(database)
    body = {"amount": 54_000, "reason": "Fraud"}
    path = f"/earnings/{earning}/clawbacks"
    assert request("POST", path, user=admin, body=body).status == 201
    answer = request("POST", path, user=admin, body={**body, "amount": 1})
    assert (answer.status, answer.body["code"]) == (422, "AMOUNT_OUT_OF_RANGE")
    assert_books_are_clean(database)


def test_earnings_and_payouts_of_others_are_not_found(database: Database, admin: UUID) -> None:
    deal, earning = make_earning(database)
    run_payouts(LATER)
    payout = payouts(deal.creator)[0]["id"]
    with database.connect() as db:
        stranger = make_user(db, "creator")
    for path in (f"/earnings/{earning}", f"/payouts/{payout}"):
        assert request("GET", path, user=stranger).status == 404
        assert request("GET", path, user=deal.creator).status == 200
        assert request("GET", path, user=admin).status == 200
    assert request("POST", f"/earnings/{earning}/clawbacks", user=deal.owner,
                   body={"amount": 1, "reason": "x"}).status == 403  # fmt: skip


def test_money_says_whose_it_is_and_whom_it_is_from(database: Database, admin: UUID) -> None:
    deal, earning = make_earning(database)
    run_payouts(LATER)
    with database.connect() as db:
        db.execute("update creator_profiles set display_name = 'Zoë' where user_id = %s", (deal.creator,))
        db.execute("update brand_profiles set name = 'Bread & Co', slug = 'bread'")
    creator = {"id": str(deal.creator), "display_name": "Zoë", "avatar_url": None, "slug": None}
    for actor in (deal.creator, admin):
        found = request("GET", f"/earnings/{earning}", user=actor).body
        assert found["creator"] == creator
        assert (found["brand"]["name"], found["brand"]["slug"]) == ("Bread & Co", "bread")
        (payout,) = request("GET", "/payouts", user=actor).body["data"]
        assert payout["creator"] == creator
