"""What the books must say in the end: Stripe's objects in the stub's memory, summed in plain integers.

The oracle of the random histories. It reads the objects as rows and imports nothing of what it judges.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.typing import Connection

Key = tuple[UUID, str]
"""Whose money (a brand's, a creator's), and in which currency."""
Body = dict[str, Any]
NOT_REFUNDED = ("failed", "canceled")
TAKEN = ("needs_response", "under_review", "lost")
"""Disputes whose money the payer's bank has."""


@dataclass
class Asked:
    """What was done on our side, which Stripe does not know of, in minor units."""

    deposits: dict[str, Key] = field(default_factory=dict)
    """Whose wallet a deposit is for, by the deposit's id."""
    called_off: set[str] = field(default_factory=set)
    reserved: Counter[Key] = field(default_factory=Counter)
    spent: Counter[Key] = field(default_factory=Counter)
    """Gross, less what was clawed back."""
    earned: Counter[Key] = field(default_factory=Counter)
    """Net, less what was clawed back."""
    revenue: Counter[str] = field(default_factory=Counter)


@dataclass
class Sums:
    """Stripe's objects, by whose money they move, in minor units."""

    paid: Counter[Key] = field(default_factory=Counter)
    pending: Counter[Key] = field(default_factory=Counter)
    refunded: Counter[Key] = field(default_factory=Counter)
    refunds_under_way: Counter[Key] = field(default_factory=Counter)
    """Part of what is refunded: refunds of ours that Stripe has not finished."""
    disputed: Counter[Key] = field(default_factory=Counter)
    sent: Counter[Key] = field(default_factory=Counter)
    banked: Counter[str] = field(default_factory=Counter)
    fees: Counter[str] = field(default_factory=Counter)


def expected_books(db: Connection, asked: Asked) -> dict[str, dict[Any, Any]]:
    """Every figure that is not zero, by the name that the books give it."""
    sums = _summed(db, asked)
    position: Counter[Key] = Counter(sums.paid)
    for taken in (sums.refunded, sums.disputed, asked.spent, asked.reserved, _held_for_deals(db)):
        position.subtract(taken)
    owed, revenue, brought = Counter(asked.earned), Counter(asked.revenue), _brought(db)
    owed.update(brought)
    owed.subtract(sums.sent)
    for (_, currency), amount in brought.items():
        revenue[currency] -= amount
    return {
        "available": {key: amount for key, amount in position.items() if amount > 0},
        "debt": {key: -amount for key, amount in position.items() if amount < 0},
        "reserved": _present(asked.reserved),
        "pending": _present(sums.pending),
        "refunds": _present(sums.refunds_under_way),
        "payable": _present(owed),
        "in transit": {},
        "revenue": _present(revenue),
        "fees": _present(sums.fees),
        "bank": _present(sums.banked),
        "clearing": _present(_held(sums)),
        "disputes": {one["id"]: (one["status"], one["amount"]) for one in _bodies(db, "dispute")},
    }


def at_stripe(db: Connection, asked: Asked) -> dict[str, int]:
    """Stripe's balance by currency: what is held, less the refunds that it took at once and has not finished."""
    sums = _summed(db, asked)
    held = _held(sums)
    for (_, currency), amount in sums.refunds_under_way.items():
        held[currency] -= amount
    return _present(held)


def _summed(db: Connection, asked: Asked) -> Sums:
    sums = Sums()
    whose = _add_payments(db, asked, sums)
    _add_refunds(db, whose, sums)
    for dispute in _bodies(db, "dispute"):
        if dispute["status"] in TAKEN:
            sums.disputed[whose[dispute["payment_intent"]]] += dispute["amount"]
    accounts = {one["id"]: UUID(one["user_id"]) for one in _bodies(db, "account")}
    for one in _bodies(db, "transfer"):
        sums.sent[accounts[one["destination"]], one["currency"]] += one["amount"] - one["amount_reversed"]
    for one in _bodies(db, "platform_payout"):
        sums.banked[one["currency"]] -= one["amount"]
    for one in _bodies(db, "balance_transaction"):
        sums.fees[one["currency"]] -= one["fee"]
    return sums


def _add_payments(db: Connection, asked: Asked, sums: Sums) -> dict[str, Key]:
    """Whose wallet each payment is for; another system's are left out."""
    whose: dict[str, Key] = {}
    for intent in _bodies(db, "payment_intent"):
        key = asked.deposits.get(intent["deposit_id"] or "")
        if key is None:
            continue
        whose[intent["id"]] = key
        waits = intent["status"] == "requires_payment_method" and intent["deposit_id"] not in asked.called_off
        if intent["status"] == "succeeded":
            sums.paid[key] += intent["amount_received"]
        elif waits or intent["status"] == "processing":
            sums.pending[key] += intent["amount"]
    return whose


def _add_refunds(db: Connection, whose: dict[str, Key], sums: Sums) -> None:
    for refund in _bodies(db, "refund"):
        if refund["status"] in NOT_REFUNDED:
            continue
        key = whose[refund["payment_intent"]]
        sums.refunded[key] += refund["amount"]
        if refund["status"] == "pending" and refund["withdrawal_id"]:
            sums.refunds_under_way[key] += refund["amount"]


def _held(sums: Sums) -> Counter[str]:
    held: Counter[str] = Counter()
    for sign, amounts in (
        (1, sums.paid), (-1, sums.refunded), (1, sums.refunds_under_way), (-1, sums.disputed), (-1, sums.sent),
    ):  # fmt: skip
        for (_, currency), amount in amounts.items():
            held[currency] += sign * amount
    held.update(sums.banked)
    held.update(sums.fees)
    return held


def _held_for_deals(db: Connection) -> Counter[Key]:
    """Which deals go on, our side decides; what they hold is out of the wallet."""
    rows = db.execute(
        "select brand_id, currency, total from escrows where locked_at is not null"
        " and status not in ('released', 'refunded')"
    ).fetchall()
    held: Counter[Key] = Counter()
    for brand, currency, total in rows:
        held[brand, currency] += total
    return held


def _brought(db: Connection) -> Counter[Key]:
    """What agents have of the fees, less what was taken back, our side decides, too; it is paid as earnings are."""
    rows = db.execute(
        "select agent_user_id, currency, sum(amount)::bigint from commissions where kind in ('earned', 'reversal')"
        " group by agent_user_id, currency"
    ).fetchall()
    return Counter({(agent, currency): amount for agent, currency, amount in rows})


def _present(amounts: Counter[Any]) -> dict[Any, int]:
    return {key: amount for key, amount in amounts.items() if amount}


def _bodies(db: Connection, kind: str) -> list[Body]:
    rows = db.execute("select body from payment_stub_objects where kind = %s order by sequence", (kind,))
    return [body for (body,) in rows.fetchall()]
