"""Statements of flagged scans: one function, one statement, typed rows."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from activations.scan_reviews.models import ScanDecision, ScanEvidence, ScannedWhere
from common.database import Transaction
from common.filters import where
from common.models.scan_reviews import ScanReview, ScanReviewStatus

REVIEW: LiteralString = (
    "scan_id, scan_at, activation_id, brand_id, device_id, score, reasons, status, reviewer_user_id, note, due_at,"
    " reminded_at, decided_at, created_at"
)


def list_reviews(
    tx: Transaction,
    status: ScanReviewStatus,
    brand_id: UUID | None,
    after: tuple[int, UUID] | None,
    limit: int,
) -> list[ScanReview]:
    """Those that this actor may see, the heaviest first; `after` is score and scan of the last one seen."""
    score, scan_id = after or (None, None)
    given = where(
        ("status = %(status)s", status),
        ("brand_id = %(brand_id)s", brand_id),
        ("score <= %(score)s and (score < %(score)s or scan_id > %(scan_id)s)", after),
    )
    return tx.fetch_all(
        ScanReview,
        f"select {REVIEW} from scan_reviews where {given} order by score desc, scan_id limit %(limit)s",
        {"status": status, "brand_id": brand_id, "score": score, "scan_id": scan_id, "limit": limit},
    )


def find_review(tx: Transaction, scan_id: UUID) -> ScanReview:
    """One, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        ScanReview, f"select {REVIEW} from scan_reviews where scan_id = %(scan_id)s", {"scan_id": scan_id}
    )


def find_scan(tx: Transaction, scan_id: UUID, at: datetime) -> ScannedWhere | None:
    """The scan itself; None where it is kept no more."""
    found = tx.fetch_all(
        ScannedWhere,
        "select campaign_id, code_id, claimed_at, source, country, accuracy_m, distance_m from scans"
        " where id = %(scan_id)s and at = %(at)s",
        {"scan_id": scan_id, "at": at},
    )
    return found[0] if found else None


def find_evidence(tx: Transaction, scan_id: UUID) -> ScanEvidence:
    """Figures about the scan and its device. Raises `NotFound`."""
    return tx.fetch_one(
        ScanEvidence,
        "select kmh, activations_in_hour, devices_at_place, scans_of_visitor, scans_of_device, device_risk"
        " from app.scan_evidence(%(scan_id)s)",
        {"scan_id": scan_id},
    )


def decide_review(tx: Transaction, scan_id: UUID, decision: ScanDecision, note: str) -> None:
    """Decide. Raises `Forbidden`, `NotFound`, `DeciderInvolved`, `ScanReviewDecided`."""
    tx.fetch_value(
        "select app.decide_scan_review(%(scan_id)s, %(decision)s, %(note)s)",
        {"scan_id": scan_id, "decision": decision, "note": note},
    )


def clear_due(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Clear what is due and weighs little; how many."""
    cleared: int = tx.fetch_value(
        "select app.clear_scan_reviews(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return cleared


def remind(tx: Transaction, as_of: datetime) -> int:
    """Tell brands of what is due and weighs much; of how many scans."""
    reminded: int = tx.fetch_value("select app.remind_of_scan_reviews(%(as_of)s)", {"as_of": as_of})
    return reminded


def count_open(tx: Transaction) -> int:
    """How many nobody has decided on yet."""
    waiting: int = tx.fetch_value("select count(*) from scan_reviews where status = 'open'")
    return waiting
