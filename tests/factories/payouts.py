"""Creators with an earning and an account: what tests of payouts begin with, and look at."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from common.adapters.payments.stub_store import select_bodies
from tests.conftest import Database
from tests.factories.money import Deal, earn, make_deal
from tests.factories.payments import request

LATER = datetime.now(UTC) + timedelta(days=8)
"""When the hold of everything that was earned now is over."""


def gross_for(net: int) -> int:
    """The gross of which the creator's net is exactly that, at a fee of 10 %."""
    gross = net * 10 // 9
    return next(g for g in range(gross - 2, gross + 3) if g - (g * 1000 + 5000) // 10000 == net)


def connect(user: UUID) -> None:
    """The creator's account at Stripe, ready for payouts."""
    assert request("POST", "/connect/onboarding", user=user, body={"country": "DE"}).status == 201
    assert request("GET", "/connect/status", user=user).body["payouts_enabled"] is True


def make_earning(database: Database, net: int = 54_000, *, connected: bool = True) -> tuple[Deal, UUID]:
    """A creator with an earning whose hold has passed."""
    with database.connect() as db:
        deal = make_deal(db, funds=net * 2)
        earning = earn(db, deal, gross_for(net))
        db.execute("update earnings set available_at = now() - interval '1 minute'")
    if connected:
        connect(deal.creator)
    return deal, earning


def payouts(user: UUID) -> list[dict[str, Any]]:
    """What the creator sees of their payouts, newest first."""
    found: list[dict[str, Any]] = request("GET", "/payouts", user=user).body["data"]
    return found


def transfers() -> list[int]:
    """The amounts that the stub of Stripe transferred, oldest first."""
    return [transfer["amount"] for transfer in select_bodies("transfer", None, None)]


def let_time_pass(database: Database, interval: str = "11 minutes") -> None:
    """As if every attempt so far had been made that much earlier."""
    with database.connect() as db:
        db.execute(
            "update payouts set last_attempt_at = last_attempt_at - %s::interval,"
            " first_attempt_at = first_attempt_at - %s::interval", (interval, interval)
        )  # fmt: skip


def account_of(user: UUID) -> str:
    """The id of the account at the stub of Stripe that the creator opened last."""
    return str(select_bodies("account", "user_id", str(user))[-1]["id"])


def forget_account(database: Database, account_id: str) -> None:
    """As if Stripe had never known the account."""
    with database.connect() as db:
        db.execute("delete from payment_stub_objects where id = %s", (account_id,))


def told(database: Database, user: UUID, notification_type: str) -> list[str]:
    """The messages of a type that the user got, oldest first."""
    with database.connect() as db:
        return [
            message
            for (message,) in db.execute(
                "select message from notifications where user_id = %s and type = %s order by id",
                (user, notification_type),
            ).fetchall()
        ]


def told_of_bank(database: Database, user: UUID) -> list[str]:
    """The titles of what the creator was told about payouts to their bank, oldest first."""
    with database.connect() as db:
        return [
            title
            for (title,) in db.execute(
                "select title from notifications where user_id = %s and type = 'bank_payout' order by id",
                (user,),
            ).fetchall()
        ]
