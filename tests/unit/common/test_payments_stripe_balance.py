"""What Stripe says of our balance, in our words: objects known by the payment they belong to."""

from datetime import UTC, datetime
from typing import Any

import pytest

from common.adapters.payments.balance import Balance, BalanceTransaction
from common.adapters.payments.port import PaymentUnclear
from tests.factories.stripe_answers import ID, ask, listed

SINCE, UNTIL = datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC)


def movement(source: object, **fields: object) -> dict[str, Any]:
    return {
        "id": "txn_1", "object": "balance_transaction", "type": "charge", "amount": 500, "fee": 45, "net": 455,
        "currency": "usd", "created": 1796083200, "source": source, **fields,
    }  # fmt: skip


def read(answer: dict[str, Any]) -> BalanceTransaction:
    adapter, _ = ask(listed(answer))
    found: list[BalanceTransaction] = list(adapter.list_balance_transactions(SINCE, UNTIL))
    assert len(found) == 1
    return found[0]


def test_movements_are_asked_for_by_time_with_their_sources() -> None:
    adapter, recorder = ask(listed())
    assert list(adapter.list_balance_transactions(SINCE, UNTIL)) == []
    method, path, query, _ = recorder.requests[0]
    assert (method.lower(), path) == ("get", "/v1/balance_transactions")
    assert query == {
        "created[gte]": "1796083200", "created[lt]": "1796169600", "limit": "100", "expand[0]": "data.source",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "origin", "subject", "destination"),
    [
        ({"id": "ch_1", "object": "charge", "payment_intent": "pi_1", "metadata": {"deposit_id": str(ID)}},
         "pi_1", ID, None),
        ({"id": "py_1", "object": "charge", "payment_intent": {"id": "pi_1", "object": "payment_intent"}},
         "pi_1", None, None),
        ({"id": "ch_1", "object": "charge", "payment_intent": None}, "ch_1", None, None),
        ({"id": "re_1", "object": "refund", "metadata": {"withdrawal_id": str(ID)}}, "re_1", ID, None),
        ({"id": "dp_1", "object": "dispute", "payment_intent": "pi_1", "metadata": {}}, "dp_1", None, None),
        ({"id": "tr_1", "object": "transfer", "destination": "acct_1", "metadata": {"payout_id": str(ID)}},
         "tr_1", ID, "acct_1"),
        ({"id": "trr_1", "object": "transfer_reversal", "transfer": "tr_1"}, "tr_1", None, None),
        ({"id": "po_1", "object": "payout", "destination": "ba_1"}, "po_1", None, None),
        ({"id": "ch_1", "object": "charge", "payment_intent": "pi_1", "metadata": {"deposit_id": "theirs"}},
         "pi_1", None, None),
        ("ch_1", "ch_1", None, None),
        (None, None, None, None),
    ],
)  # fmt: skip
def test_a_movement_is_known_by_what_we_booked(
    source: object, origin: str | None, subject: object, destination: str | None
) -> None:
    assert read(movement(source)) == BalanceTransaction(
        "txn_1", "charge", origin, subject, destination, 500, 45, "usd", SINCE  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_movement_without_its_amount_says_nothing() -> None:
    without = movement("ch_1")
    del without["amount"]
    with pytest.raises(PaymentUnclear):
        read(without)


def test_a_balance_is_told_by_currency() -> None:
    adapter, recorder = ask({
        "object": "balance",
        "available": [{"amount": 900, "currency": "usd"}, {"amount": -5, "currency": "eur"}],
        "pending": [{"amount": 100, "currency": "usd"}],
        "connect_reserved": [{"amount": 7, "currency": "eur"}],
    })  # fmt: skip
    assert adapter.get_balances() == [Balance("eur", -5, 0, 7), Balance("usd", 900, 100, 0)]
    assert recorder.requests[0][1] == "/v1/balance"


def test_a_balance_of_nothing_is_none() -> None:
    assert ask({"object": "balance", "available": [], "pending": []})[0].get_balances() == []


def test_a_list_that_breaks_is_unclear() -> None:
    adapter, _ = ask({}, breaks=True)
    with pytest.raises(PaymentUnclear):
        list(adapter.list_balance_transactions(SINCE, UNTIL))
    with pytest.raises(PaymentUnclear):
        adapter.get_balances()
