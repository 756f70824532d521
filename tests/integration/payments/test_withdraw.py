"""`POST /api/v1/payments/withdraw`: money out of one's wallet, whoever's it is."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from common.adapters.payments.stub import StubPaymentAdapter
from tests.conftest import Database
from tests.factories.money import make_deal
from tests.factories.payments import ask, assert_books_are_clean, pay, request, wallet
from tests.factories.payouts import make_earning, transfers
from tests.factories.people import brand_of, join_brand, make_member, make_user


def refused(user: UUID, **body: Any) -> tuple[int, str]:
    answer = ask(user, **body)
    return answer.status, answer.body["code"]


def test_a_brand_withdraws_what_is_unspent_to_where_it_came_from(database: Database, owner: UUID) -> None:
    older, newer = pay(owner, 10_000), pay(owner, 5_000)
    answer = ask(owner, amount=7_000)
    assert answer.status == 201, answer.body
    assert (answer.body["amount"], answer.body["currency"], answer.body["payout"]) == (7_000, "usd", None)
    assert sorted((one["status"], one["amount"]) for one in answer.body["transactions"]) == [
        ("completed", 2_000), ("completed", 5_000),
    ]  # fmt: skip
    stub = StubPaymentAdapter()
    assert [[one.amount for one in stub.list_refunds(intent)] for intent in (older, newer)] == [
        [2_000],
        [5_000],
    ]
    assert ask(owner).body["amount"] == 8_000, "without an amount, the rest"
    assert wallet(owner)["available"] == 0
    assert_books_are_clean(database)


def test_a_repeated_key_withdraws_once(database: Database, owner: UUID) -> None:
    deal, _ = make_earning(database)
    intent = pay(owner, 10_000)
    bodies: list[tuple[UUID, dict[str, Any]]] = [(deal.creator, {}), (owner, {"amount": 4_000})]
    for user, body in bodies:
        first, second = ask(user, key="k", **body), ask(user, key="k", **body)
        assert (first.status, first.body) == (201, second.body)
    other = ask(owner, key="k", amount=4_001)
    assert (other.status, other.body["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert transfers() == [54_000]
    assert [one.amount for one in StubPaymentAdapter().list_refunds(intent)] == [4_000]


def test_the_fourth_in_a_day_is_429_at_every_door(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    wallet_id = ask(owner, amount=100).body["wallet_id"]
    path = f"/wallets/{wallet_id}/withdrawals"
    assert request("POST", path, user=owner, body={"amount": 100}).status == 201
    assert ask(owner, amount=100).status == 201
    answer = ask(owner, amount=100)
    assert (answer.status, answer.body["code"]) == (429, "WITHDRAWALS_LIMITED")
    assert answer.body["details"] == [{"most": 3}]
    assert answer.headers["retry-after"] == "3600"
    again = request("POST", path, user=owner, body={"amount": 100})
    assert (again.status, again.body["code"]) == (429, "WITHDRAWALS_LIMITED")
    assert wallet(owner)["available"] == 9_700
    assert_books_are_clean(database)


def test_more_than_may_leave_in_a_day_is_409_and_names_what_is_left(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        db.execute(
            "insert into admin_settings (key, value) values ('withdrawal_daily_maximum_amount', '6000')"
        )
    pay(owner, 10_000)
    assert ask(owner, amount=5_000).status == 201
    answer = ask(owner)
    assert (answer.status, answer.body["code"]) == (409, "WITHDRAWAL_TOO_LARGE")
    assert answer.body["details"] == [{"asked": 5_000, "left": 1_000, "most": 6_000, "currency": "usd"}]
    assert ask(owner, amount=1_000).status == 201


def test_no_more_than_there_is(database: Database, owner: UUID) -> None:
    assert refused(owner) == (409, "NOTHING_TO_REFUND")
    pay(owner, 10_000)
    assert refused(owner, amount=10_001)[0] in (402, 409)
    deal, _ = make_earning(database, connected=True)
    ask(deal.creator)
    answer = ask(deal.creator)
    assert (answer.status, answer.body["code"]) == (409, "BELOW_PAYOUT_MINIMUM")
    assert answer.body["details"] == [{"available": 0, "minimum": 1_000, "currency": "usd"}]


@pytest.mark.parametrize(
    "body",
    [{"currency": "us"}, {"currency": 1}, {"amount": 0}, {"amount": -1}, {"amount": 1.5}, {"amount": "5"},
     {"amount": 10**13}, {"brand_id": "x"}, {"wallet": "mine"}],
)  # fmt: skip
def test_what_is_malformed_is_422(owner: UUID, body: dict[str, Any]) -> None:
    pay(owner, 10_000)
    assert refused(owner, **body) == (422, "VALIDATION_FAILED")
    assert wallet(owner)["available"] == 10_000


def test_another_currency_is_another_wallet(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    deal, _ = make_earning(database)
    for user in (owner, deal.creator):
        assert refused(user, currency="eur") == (404, "NOT_FOUND")
    assert ask(owner, currency="USD", amount=1).status == 201


def test_a_brands_money_is_moved_by_who_may_and_by_nobody_else(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    with database.connect() as db:
        brand = brand_of(db, owner)
        analyst, manager = (make_member(db, brand, role) for role in ("analyst", "campaign_manager"))
        rival, nobody = make_user(db, "brand"), make_member(db, brand)
        db.execute("delete from user_roles where user_id = %s", (nobody,))
        db.execute("delete from brand_memberships where user_id = %s", (nobody,))
    for member in (analyst, manager):
        assert refused(member, amount=1, brand_id=str(brand)) == (403, "FORBIDDEN")
    assert refused(rival, amount=1, brand_id=str(brand)) == (404, "NOT_FOUND")
    assert refused(nobody, amount=1) == (403, "NO_WALLET")
    assert refused(owner, amount=1, brand_id=str(uuid4())) == (404, "NOT_FOUND")
    assert wallet(owner)["available"] == 10_000
    assert ask(owner, amount=10_000, brand_id=str(brand)).status == 201


def test_a_member_of_several_brands_says_which(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    with database.connect() as db:
        brand, other = brand_of(db, owner), brand_of(db, make_user(db, "brand"))
        join_brand(db, other, owner, "brand_admin")
    assert refused(owner, amount=1) == (409, "BRAND_REQUIRED")
    assert refused(owner, brand_id=str(other)) == (409, "NOTHING_TO_REFUND")
    assert ask(owner, brand_id=str(brand)).body["amount"] == 10_000


def test_who_has_a_brand_and_earns_is_paid_as_a_creator_unless_they_name_the_brand(
    database: Database,
) -> None:
    deal, _ = make_earning(database)
    with database.connect() as db:
        other = make_user(db, "brand")
        brand = brand_of(db, other)
    pay(other, 10_000)
    with database.connect() as db:
        join_brand(db, brand, deal.creator, "brand_admin")
    assert ask(deal.creator, brand_id=str(brand)).body["amount"] == 10_000
    assert ask(deal.creator).body["payout"]["amount"] == 54_000
    assert (wallet(other)["available"], transfers()) == (0, [54_000])
    assert_books_are_clean(database)


def test_a_brand_in_debt_withdraws_nothing_and_hears_what_it_owes(database: Database) -> None:
    """A payment was disputed, or refunded at Stripe, after its money was spent."""
    with database.connect() as db:
        deal = make_deal(db, funds=10_000)
    intent = pay(deal.owner, 5_000)
    with database.connect() as db:
        db.execute("select app.reserve_budget(%s, 12000)", (deal.participant,))
        db.execute("select app.record_refund_at_stripe(%s, 're_1', 5000)", (intent,))
    bodies: list[dict[str, Any]] = [{}, {"amount": 100}]
    for body in bodies:
        answer = ask(deal.owner, **body)
        assert (answer.status, answer.body["code"]) == (402, "INSUFFICIENT_FUNDS")
        assert (answer.body["details"][0]["available"], answer.body["details"][0]["debt"]) == (0, 2_000)
    assert request("GET", "/payments/balance", user=deal.owner).body["balances"][0]["debt"] == 2_000


@pytest.mark.parametrize(
    ("status", "code"), [("suspended", "ACCOUNT_SUSPENDED"), ("banned", "ACCOUNT_BANNED")]
)
def test_who_is_barred_withdraws_nothing(database: Database, owner: UUID, status: str, code: str) -> None:
    pay(owner, 10_000)
    deal, _ = make_earning(database)
    with database.connect() as db:
        db.execute("update auth.users set status = %s where id in (%s, %s)", (status, owner, deal.creator))
    for user in (owner, deal.creator):
        assert refused(user) == (403, code)
    assert transfers() == []
