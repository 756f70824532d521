"""Wallets of every currency, and what was done with them."""

from uuid import UUID

from common.adapters.payments.stub import Magic
from tests.factories.payments import (
    deposit,
    edge,
    pay,
    request,
    wallet_id,
    withdraw,
)


def test_operations_say_how_far_they_got_and_come_by_page(owner: UUID) -> None:
    pay(owner, 10_000)
    withdraw(owner, 2_500)
    withdraw(owner, 1_000 + Magic.REFUND_REFUSED)
    deposit(owner, 7_700)  # nobody pays it: it shows, without effect
    path = f"/wallets/{wallet_id(owner)}/transactions"
    lines, cursor = [], None
    while True:
        query = {"limit": "1"} | ({"cursor": cursor} if cursor else {})
        body = request("GET", path, user=owner, query=query).body
        lines += body["data"]
        if (cursor := body["next_cursor"]) is None:
            break
    shown = [(line["transaction_type"], line["status"], line["balance_effect"]) for line in lines]
    assert shown == [
        ("deposit", "pending", 0), ("withdrawal", "failed", 0), ("withdrawal", "completed", -2_500),
        ("deposit", "completed", 10_000),
    ]  # fmt: skip


def test_wallets_of_other_currencies_open_when_asked_for(owner: UUID) -> None:
    first = edge("create-wallet", user=owner, currency="eur")
    second = edge("create-wallet", user=owner, currency="eur")
    assert first.body == second.body
    assert (first.body["currency"], first.body["available"]) == ("eur", 0)
    currencies = [w["currency"] for w in request("GET", "/wallets", user=owner).body["data"]]
    assert sorted(currencies) == ["eur", "usd"]
