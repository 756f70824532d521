"""Statements of referrals: one function, one statement, typed rows."""

from datetime import date
from typing import LiteralString
from uuid import UUID

from agents.referrals.models import OwnReferral, ReferredPerson
from common.database import Transaction
from common.models.referrals import Referral, ReferralStatus

REFERRAL: LiteralString = (
    "id, referred_user_id, agent_user_id, code_id, touch_id, invite_id, source, attributed_at, month, window_days,"
    " status, reject_reason, first_deal_at, created_at, updated_at"
)


class ListedPerson(ReferredPerson):
    """Somebody on a list, and where they stand in it."""

    month: date


def claim_referral(tx: Transaction, code: str) -> OwnReferral:
    """The actor was brought by the agent of a code.

    Raises `AlreadyReferred`, `ReferralTooLate`, `SelfReferral`, `ReferralCodeUsedUp`, `NotFound`.
    """
    return tx.fetch_one(
        OwnReferral,
        "select agent_name, source, status, attributed_at from app.claim_referral(%(code)s)",
        {"code": code},
    )


def list_referrals(
    tx: Transaction,
    agent_user_id: UUID,
    *,
    status: ReferralStatus | None,
    before: tuple[object, ...] | None,
    limit: int,
) -> list[ListedPerson]:
    """Whom an agent brought, the latest month first. Raises `NotFound` for another's, but to administrators."""
    month, referral_id = before or (None, None)
    return tx.fetch_all(
        ListedPerson,
        "select id, name, role, joined_month, status, commissions, month"
        " from app.list_referrals(%(agent)s, %(status)s, %(month)s, %(id)s, %(limit)s)",
        {"agent": agent_user_id, "status": status, "month": month, "id": referral_id, "limit": limit},
    )


def reassign_referral(tx: Transaction, user_id: UUID, agent_user_id: UUID | None, reason: str) -> Referral:
    """A person was brought by this agent, or by nobody. Raises `Forbidden`, `SelfReferral`, `NotFound`."""
    return tx.fetch_one(
        Referral,
        f"select {REFERRAL} from app.reassign_referral(%(user)s, %(agent)s, %(reason)s)",
        {"user": user_id, "agent": agent_user_id, "reason": reason},
    )
