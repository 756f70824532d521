"""Statements of answers to scans."""

from dataclasses import dataclass
from uuid import UUID

from common.database import run_alone
from common.transactions import Transaction


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose visitor made a scan."""

    brand_id: UUID | None


@dataclass(frozen=True, slots=True)
class Found:
    """A scan of the fan's own device."""

    verdict: str
    reasons: list[str]
    leads_on: bool


def brand_of_scan(scan_id: UUID) -> UUID | None:
    """The brand that a scan belongs to; None while nobody has judged it. Raises `Unavailable`."""
    owner = run_alone(Owner, "select app.brand_of_scan(%(scan)s) as brand_id", {"scan": scan_id})
    return owner.brand_id if owner else None


def find_answer(tx: Transaction, scan_id: UUID) -> Found | None:
    """What the fan's own scan was answered; None for one of another device."""
    return tx.fetch_optional(
        Found,
        "select s.verdict, app.public_scan_reasons(s.verdict, s.reasons) as reasons,"
        " app.scan_leads_on(s.activation_id) as leads_on from scans as s"
        " where s.id = %(scan)s and s.at >= uuid_extract_timestamp(%(scan)s) - interval '1 hour'"
        " and s.at < uuid_extract_timestamp(%(scan)s) + interval '4 days'",
        {"scan": scan_id},
    )
