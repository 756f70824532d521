"""`/api/v1/payments/balance` and `/api/v1/payments/transactions`: all that is one's own, and one's brands'."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.stub import Magic
from common.database import transaction
from common.identity import SERVICE
from payments.payouts.service import prepare_payouts
from tests.conftest import Database
from tests.factories.deals import make_deal as make_marketplace_deal
from tests.factories.deals import make_market, open_gig
from tests.factories.ledger import fund_brand
from tests.factories.money import connect_account, earn, make_deal
from tests.factories.payments import deposit, edge, pay, request, wallet_id, withdraw
from tests.factories.people import brand_of, join_brand, make_member, make_user

NOTHING = {"available": 0, "reserved": 0, "held": 0, "pending": 0, "in_transit": 0, "debt": 0}


def balances(user: UUID) -> list[dict[str, Any]]:
    answer = request("GET", "/payments/balance", user=user)
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.body["balances"]
    return found


def amounts(user: UUID) -> list[dict[str, int]]:
    return [{name: one[name] for name in NOTHING} for one in balances(user)]


def lines(user: UUID, **query: str) -> list[dict[str, Any]]:
    answer = request("GET", "/payments/transactions", user=user, query=query or None)
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.body["data"]
    return found


def test_a_brand_sees_what_is_free_promised_held_coming_and_going(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 100_000)
        open_gig(db, market, budget=1_000, slots=1)
        make_marketplace_deal(db, market, 2_000)
        campaign = make_deal(db, funds=0, owner=market.owner)
        db.execute("select app.reserve_budget(%s, 6000)", (campaign.participant,))
    pay(market.owner, 5_000)
    deposit(market.owner, 700)
    gone = 1_000 + Magic.REFUND_FAILS_LATER
    withdraw(market.owner, gone)
    assert amounts(market.owner) == [
        NOTHING | {"available": 105_000 - 3_300 - 6_000 - gone, "reserved": 6_000, "held": 3_300, "pending": 700,
                   "in_transit": gone}
    ]  # fmt: skip
    (one,) = balances(market.owner)
    assert (one["currency"], one["brand_id"], one["brand"]["id"]) == (
        "usd",
        str(market.brand),
        str(market.brand),
    )


def test_a_creator_sees_what_is_theirs_on_hold_held_and_on_its_way(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db, 100_000)
        make_marketplace_deal(db, market, 2_000)
        deal = make_deal(db)
        earn(db, deal, 10_000)
        db.execute("update earnings set available_at = now() - interval '1 minute'")
        connect_account(db, deal.creator)
    with transaction(SERVICE) as tx:
        prepare_payouts(tx, datetime.now(UTC))
    with database.connect() as db:
        earn(db, deal, 20_000)
        db.execute("update earnings set available_at = now() - interval '1 minute' where payout_id is null")
        earn(db, deal, 30_000)
    assert amounts(deal.creator) == [NOTHING | {"available": 18_000, "pending": 27_000, "in_transit": 9_000}]
    assert amounts(market.creator) == [NOTHING | {"held": 2_000}]


def test_each_brand_and_currency_is_a_balance_of_its_own(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        first, rival = brand_of(db, owner), make_user(db, "brand")
        second = brand_of(db, rival)
        fund_brand(db, second, 7_000, currency="jpy")
        person = make_member(db, first, "analyst")
        join_brand(db, second, person, "analyst")
    pay(owner, 5_000)
    found = [(one["brand_id"], one["currency"], one["available"]) for one in balances(person)]
    assert found[0] == (None, "usd", 0)
    assert sorted(found[1:]) == sorted(
        [(str(first), "usd", 5_000), (str(second), "jpy", 7_000), (str(second), "usd", 0)]
    )
    assert [one["brand_id"] for one in balances(owner)] == [str(first)]


def test_an_administrator_sees_nothing_of_others_here(database: Database, owner: UUID, admin: UUID) -> None:
    pay(owner, 5_000)
    assert [one["brand_id"] for one in balances(admin)] == [None], (
        "their own, for they signed up as a creator"
    )
    assert lines(admin) == []
    assert len(lines(owner)) == 1


def test_transactions_of_all_wallets_come_newest_first_by_page_without_loss(
    database: Database, owner: UUID
) -> None:
    with database.connect() as db:
        brand = brand_of(db, owner)
        for number in range(1, 6):
            fund_brand(db, brand, number)
            fund_brand(db, brand, 100 + number, currency="eur")
        stranger = make_user(db, "brand")
        fund_brand(db, brand_of(db, stranger), 999)
    seen: list[int] = []
    cursor = None
    while True:
        query = {"limit": "3"} | ({"cursor": cursor} if cursor else {})
        body = request("GET", "/payments/transactions", user=owner, query=query).body
        seen += [line["amount"] for line in body["data"]]
        if (cursor := body["next_cursor"]) is None:
            break
    assert seen == [105, 5, 104, 4, 103, 3, 102, 2, 101, 1]


def test_type_currency_and_time_filter(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    withdraw(owner, 2_500)
    edge("create-wallet", user=owner, currency="eur")
    with database.connect() as db:
        fund_brand(db, brand_of(db, owner), 70, currency="eur")
    assert [line["amount"] for line in lines(owner)] == [70, 2_500, 10_000]
    assert [line["amount"] for line in lines(owner, type="deposit")] == [70, 10_000]
    assert [line["amount"] for line in lines(owner, type="deposit", currency="USD")] == [10_000]
    assert [line["amount"] for line in lines(owner, currency="eur")] == [70]
    assert lines(owner, currency="gbp") == []
    withdrawn = datetime.fromisoformat(lines(owner, type="withdrawal")[0]["created_at"])
    after = withdrawn + timedelta(microseconds=1)
    assert [line["amount"] for line in lines(owner, **{"from": withdrawn.isoformat()})] == [70, 2_500]
    assert [line["amount"] for line in lines(owner, **{"from": after.isoformat()})] == [70]
    assert [line["amount"] for line in lines(owner, to=withdrawn.isoformat())] == [10_000]
    assert [line["amount"] for line in lines(owner, to=after.isoformat())] == [2_500, 10_000]
    assert lines(owner, **{"from": after.isoformat(), "to": withdrawn.isoformat()}) == []


def test_what_was_written_late_in_a_long_transaction_is_of_when_that_began(
    database: Database, owner: UUID
) -> None:
    """The id tells when a row was written, and that may be minutes after `created_at`."""
    with database.connect() as db:
        brand = brand_of(db, owner)
        with db.transaction():
            (began,) = db.execute("select now()").fetchone() or (None,)
            db.execute("select pg_sleep(0.05)")
            fund_brand(db, brand, 10)
    assert began is not None
    until = began + timedelta(microseconds=1)
    assert [line["amount"] for line in lines(owner, to=until.isoformat())] == [10]
    assert [line["amount"] for line in lines(owner, **{"from": began.isoformat()})] == [10]


@pytest.mark.parametrize(
    "query",
    [{"type": "gift"}, {"currency": "dollars"}, {"from": "yesterday"}, {"to": "1999-01-01T00:00:00Z"}, {"limit": "0"},
     {"cursor": "x"}],
)  # fmt: skip
def test_what_is_malformed_is_422(owner: UUID, query: dict[str, str]) -> None:
    assert request("GET", "/payments/transactions", user=owner, query=query).status == 422


def test_a_person_without_a_token_is_told_nothing(owner: UUID) -> None:
    pay(owner, 5_000)
    assert wallet_id(owner)
    for path in ("/payments/balance", "/payments/transactions"):
        assert request("GET", path).status in (401, 403)
