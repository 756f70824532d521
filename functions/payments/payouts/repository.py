"""Statements of payouts: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString
from uuid import UUID

from common import metrics
from common.database import Transaction
from common.models.money import Payout, PayoutStatus
from payments.payouts.models import CommissionLine, PayoutLine, SkippedPayout

PAYOUT: LiteralString = (
    "select id, batch_id, creator_user_id, amount, currency, status, stripe_transfer_id, failure_reason,"
    " case when auth.is_privileged() then failure_code end as failure_code, attempts, paid_at, reversed_amount,"
    " created_at, app.payee_card(creator_user_id) as creator,"
    " (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'amount', l.amount) order by l.kind desc), '[]')"
    "  from (values ('earnings', amount - commission_amount), ('commissions', commission_amount)) as l (kind, amount)"
    "  where l.amount <> 0) as lines from payouts"
)


@dataclass(frozen=True, slots=True)
class ClaimedPayout:
    """A payout that this worker sends, or finds out about."""

    id: UUID
    amount: int
    currency: str
    status: PayoutStatus
    stripe_account_id: str
    idempotency_key: str
    attempts: int
    first_attempt_at: datetime


def prepare_payouts(tx: Transaction, as_of: datetime) -> UUID:
    """A batch of payouts for what is past its hold at `as_of`; its id."""
    batch: UUID = tx.fetch_value("select app.prepare_payouts(%(as_of)s)", {"as_of": as_of})
    return batch


def claim_payouts(tx: Transaction, at_most: int, retry_after: timedelta) -> list[ClaimedPayout]:
    """Payouts that nobody has tried for a while, each for one worker at a time."""
    return tx.fetch_all(
        ClaimedPayout,
        "select id, amount, currency, status, stripe_account_id, idempotency_key, attempts, first_attempt_at"
        " from app.claim_payouts(%(at_most)s, %(retry_after)s)",
        {"at_most": at_most, "retry_after": retry_after},
    )


def claim_payout(tx: Transaction, payout_id: UUID) -> ClaimedPayout | None:
    """A payout that nobody has tried to send, for this worker; None where somebody has."""
    return tx.fetch_optional(
        ClaimedPayout,
        "select id, amount, currency, status, stripe_account_id, idempotency_key, attempts, first_attempt_at"
        " from app.claim_payout(%(id)s)",
        {"id": payout_id},
    )


def settle_payout(tx: Transaction, payout_id: UUID, transfer_id: str) -> bool:
    """Stripe made the transfer; False where that was known."""
    settled: bool = tx.fetch_value(
        "select app.settle_payout(%(id)s, %(transfer)s)", {"id": payout_id, "transfer": transfer_id}
    )
    if settled:
        metrics.count("payouts")
    return settled


def fail_payout(tx: Transaction, payout_id: UUID, reason: str) -> bool:
    """Stripe certainly made no transfer: earnings and commissions are free again. False where it was settled."""
    failed: bool = tx.fetch_value(
        "select app.fail_payout(%(id)s, %(reason)s)", {"id": payout_id, "reason": reason}
    )
    if failed:
        metrics.count("payouts_failed")
    return failed


def review_payout(tx: Transaction, payout_id: UUID, reason: str) -> bool:
    """Nobody knows whether there is a transfer; False where somebody does meanwhile."""
    noted: bool = tx.fetch_value(
        "select app.review_payout(%(id)s, %(reason)s)", {"id": payout_id, "reason": reason}
    )
    return noted


def return_transfer(tx: Transaction, transfer_id: str, total_reversed: int) -> int:
    """What came back by a reversal since we looked last, in minor units; it is owed to the payee again."""
    returned: int = tx.fetch_value(
        "select app.return_transfer(%(transfer)s, %(total)s)",
        {"transfer": transfer_id, "total": total_reversed},
    )
    return returned


def list_payouts(
    tx: Transaction, *, status: PayoutStatus | None, before: UUID | None, limit: int
) -> list[Payout]:
    """Payouts that the actor may see, newest first."""
    return tx.fetch_all(
        Payout,
        f"{PAYOUT} where (%(status)s::text is null or status = %(status)s)"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"status": status, "before": before, "limit": limit},
    )


def find_payout(tx: Transaction, payout_id: UUID) -> Payout:
    """The payout, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Payout, f"{PAYOUT} where id = %(id)s", {"id": payout_id})


def list_payouts_of_batch(tx: Transaction, batch_id: UUID) -> list[Payout]:
    """The payouts of a run, in order."""
    return tx.fetch_all(Payout, f"{PAYOUT} where batch_id = %(id)s order by id", {"id": batch_id})


def list_skipped(tx: Transaction, batch_id: UUID) -> list[SkippedPayout]:
    """Whom a run passed over."""
    return tx.fetch_all(
        SkippedPayout,
        "select s.creator_user_id, s.currency, s.amount, s.reason from payout_batches as b"
        " cross join lateral jsonb_to_recordset(b.skipped)"
        " as s (creator_user_id uuid, currency text, amount bigint, reason text) where b.id = %(id)s",
        {"id": batch_id},
    )


def has_due_payouts(tx: Transaction) -> bool:
    """Whether payouts wait for their first attempt."""
    due: bool = tx.fetch_value(
        "select exists (select from payouts where status = 'pending' and last_attempt_at is null)"
    )
    return due


def list_lines(tx: Transaction, payout_id: UUID, limit: int) -> list[PayoutLine]:
    """The earnings that a payout is made of, oldest first; none of somebody else's."""
    return tx.fetch_all(
        PayoutLine,
        "select earning_id, kind, campaign_id, campaign_name, brand_name, submission_id, gross_amount, fee_amount,"
        " amount, reason, earned_at, deal_id, program_id from app.payout_earnings(%(id)s, %(limit)s)",
        {"id": payout_id, "limit": limit},
    )


def list_commissions(tx: Transaction, payout_id: UUID, limit: int) -> list[CommissionLine]:
    """The commissions that a payout is made of, oldest first; none of somebody else's."""
    return tx.fetch_all(
        CommissionLine,
        "select commission_id, kind, month, amount, reason from app.payout_commissions(%(id)s, %(limit)s)",
        {"id": payout_id, "limit": limit},
    )
