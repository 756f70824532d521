"""Statements of referral codes: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from agents.referral_codes.models import NewReferralCode
from common.database import Transaction
from common.filters import where
from common.models.referral_codes import ReferralCode

SHARE_TEXT: LiteralString = (
    "'Brands and creators find each other on Atomic Influence. Join with my link: ' || %(base_url)s || '/' || code"
    " || ' (code ' || code || '). I may earn a commission when you make a deal there.'"
)
CODE: LiteralString = (
    "id, code, label, campaign, max_uses, uses, disabled_at, %(base_url)s || '/' || code as link, "
    f"{SHARE_TEXT} as share_text, created_at"
)


def insert_code(tx: Transaction, code: str, request: NewReferralCode, *, base_url: str) -> ReferralCode:
    """The code, made. Raises `Forbidden`, `TooManyReferralCodes`, `ReferralCodeTaken`, `ReferralCodeReserved`."""
    return tx.fetch_one(
        ReferralCode,
        f"select {CODE} from app.make_referral_code(%(code)s, %(label)s, %(campaign)s, %(max_uses)s)",
        {"code": code, "label": request.label, "campaign": request.campaign, "max_uses": request.max_uses,
         "base_url": base_url},
    )  # fmt: skip


def list_codes(tx: Transaction, *, before: UUID | None, limit: int, base_url: str) -> list[ReferralCode]:
    """The actor's own, newest first."""
    given = where(("id < %(before)s", before))
    return tx.fetch_all(
        ReferralCode,
        f"select {CODE} from referral_codes where agent_user_id = auth.uid() and {given}"
        " order by id desc limit %(limit)s",
        {"before": before, "limit": limit, "base_url": base_url},
    )


def change_code(
    tx: Transaction, code_id: UUID, changes: dict[str, object], *, base_url: str
) -> ReferralCode | None:
    """The actor's own, changed; None where there is no such code. Raises `ReferralCodeUsedMoreOften`."""
    return tx.fetch_optional(
        ReferralCode,
        "update referral_codes set"
        " label = case when %(sets_label)s then %(label)s else label end,"
        " campaign = case when %(sets_campaign)s then %(campaign)s else campaign end,"
        " max_uses = case when %(sets_max_uses)s then %(max_uses)s else max_uses end,"
        " disabled_at = case %(disabled)s::boolean when true then coalesce(disabled_at, now())"
        " when false then null else disabled_at end"
        f" where id = %(id)s and agent_user_id = auth.uid() returning {CODE}",
        {"id": code_id, "base_url": base_url}
        | {name: changes.get(name) for name in ("label", "campaign", "max_uses", "disabled")}
        | {f"sets_{name}": name in changes for name in ("label", "campaign", "max_uses")},
    )
