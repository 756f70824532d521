"""The stub's balance, by its own objects: who looks finds a movement for what an object moved since the last look."""

import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from common.adapters.payments.balance import Balance, BalanceTransaction
from common.adapters.payments.stub_store import Body, make, select_bodies

DISPUTE_FEE = 1_500
TAKEN = frozenset({"needs_response", "under_review", "lost"})
"""Disputes whose money the payer's bank has."""


class Moved(NamedTuple):
    """What an object has moved until now, in minor units, and what the stub keeps of its first movement."""

    object_id: str
    type: str
    amount: int
    fee: int
    currency: str
    subject_id: str | None = None
    destination_id: str | None = None


class StubBalance:
    """See `common.adapters.payments.balance.BalanceReader`."""

    def get_balances(self) -> list[Balance]:
        """All of it is available at once."""
        held: dict[str, int] = defaultdict(int)
        for one in _movements():
            held[one["currency"]] += one["amount"] - one["fee"]
        return [Balance(currency, amount, 0, 0) for currency, amount in sorted(held.items())]

    def list_balance_transactions(self, since: datetime, until: datetime) -> Iterator[BalanceTransaction]:
        """Every movement in that time, the newest first."""
        for one in reversed(_movements()):
            if int(since.timestamp()) <= one["created"] < int(until.timestamp()):
                yield BalanceTransaction(
                    one["id"], one["type"], one["object_id"], UUID(one["subject_id"]) if one["subject_id"] else None,
                    one["destination_id"], one["amount"], one["fee"], one["currency"],
                    datetime.fromtimestamp(one["created"], UTC),
                )  # fmt: skip

    def pay_out_to_bank(self, amount: int, currency: str = "usd") -> None:
        """What somebody does in the dashboard: `amount` minor units go to the platform's own bank."""
        make("platform_payout", "po", None, {"amount": amount, "currency": currency})


def fee_of(amount: int) -> int:
    """What the stub keeps of a payment: 2.9 % and 30, in minor units."""
    return amount * 29 // 1000 + 30


def _movements() -> list[Body]:
    """Every movement until now, oldest first; each is made once, whoever looks at the same time."""
    earlier: dict[str, list[Body]] = defaultdict(list)
    for one in select_bodies("balance_transaction", None, None):
        earlier[one["object_id"]].append(one)
    for moved in _objects():
        known = earlier[moved.object_id]
        rest = moved.amount - sum(one["amount"] for one in known)
        if rest:
            make(
                "balance_transaction", "txn", f"{moved.object_id}:{len(known)}:{moved.amount}",
                {"object_id": moved.object_id, "type": moved.type, "amount": rest, "fee": 0 if known else moved.fee,
                 "currency": moved.currency, "subject_id": moved.subject_id,
                 "destination_id": moved.destination_id, "created": int(time.time())},
            )  # fmt: skip
    return select_bodies("balance_transaction", None, None)


def _objects() -> Iterator[Moved]:
    paid = {intent["id"]: intent for intent in select_bodies("payment_intent", None, None)}
    for intent in paid.values():
        if intent["status"] == "succeeded":
            amount = int(intent["amount_received"])
            yield Moved(
                intent["id"], "charge", amount, fee_of(amount), intent["currency"], intent["deposit_id"]
            )
    for one in select_bodies("refund", None, None):
        back = 0 if one["status"] in ("failed", "canceled") else -int(one["amount"])
        currency = paid[one["payment_intent"]]["currency"]
        yield Moved(one["id"], "refund", back, 0, currency, one["withdrawal_id"])
    for one in select_bodies("dispute", None, None):
        taken = -int(one["amount"]) if one["status"] in TAKEN else 0
        yield Moved(one["id"], "adjustment", taken, DISPUTE_FEE, paid[one["payment_intent"]]["currency"])
    for one in select_bodies("transfer", None, None):
        sent = int(one["amount_reversed"]) - int(one["amount"])
        yield Moved(one["id"], "transfer", sent, 0, one["currency"], one["payout_id"], one["destination"])
    for one in select_bodies("platform_payout", None, None):
        yield Moved(one["id"], "payout", -int(one["amount"]), 0, one["currency"])
