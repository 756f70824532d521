"""Statements of earnings: one function, one statement, typed rows."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.money import Earning, EarningStatus

EARNING: LiteralString = (
    "select id, creator_user_id, campaign_id, submission_id, escrow_id, award_id, kind, clawback_of, amount,"
    " gross_amount, fee_amount, currency, status, available_at, app.payable_day(available_at, (select w.payout_schedule"
    "  from wallets as w where w.user_id = earnings.creator_user_id and w.currency = earnings.currency)) as payable_on,"
    " paid_at, payout_id,"
    " reason, created_at, app.payee_card(creator_user_id) as creator, app.brand_card(brand_id) as brand"
    " from earnings"
)


def claw_back(tx: Transaction, earning_id: UUID, amount: int, reason: str) -> UUID:
    """A negative earning of `amount` minor units; its id. Raises `NotFound`, `AmountOutOfRange`."""
    made: UUID = tx.fetch_value(
        "select app.claw_back(%(id)s, %(amount)s, %(reason)s)",
        {"id": earning_id, "amount": amount, "reason": reason},
    )
    return made


def announce_earnings(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Tell creators what has passed its hold; how many were told."""
    told: int = tx.fetch_value(
        "select app.announce_earnings(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return told


def find_earning(tx: Transaction, earning_id: UUID) -> Earning:
    """The earning, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Earning, f"{EARNING} where id = %(id)s", {"id": earning_id})


def list_earnings(
    tx: Transaction, *, status: EarningStatus | None, payout_id: UUID | None, before: UUID | None, limit: int
) -> list[Earning]:
    """Earnings that the actor may see, newest first."""
    return tx.fetch_all(
        Earning,
        f"{EARNING} where (%(status)s::text is null or status = %(status)s)"
        " and (%(payout_id)s::uuid is null or payout_id = %(payout_id)s)"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"status": status, "payout_id": payout_id, "before": before, "limit": limit},
    )
