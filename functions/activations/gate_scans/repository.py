"""Statement of gates' scans."""

import json
from dataclasses import dataclass
from uuid import UUID

from activations.gate_scans.models import GateScans
from common.database import Transaction


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one scan; `is_new`: it was judged now, and not when it came before."""

    scan_key: UUID
    scan_id: UUID | None
    verdict: str
    reasons: list[str]
    is_new: bool


def take_scans(tx: Transaction, token_hash: bytes, sent: GateScans) -> list[Judged]:
    """Judge what a gate sent, one answer each. Raises `StaffLinkEnded`, `StaffLinkOfAnotherKind`."""
    scans = [scan.model_dump(mode="json") for scan in sent.scans]
    return tx.fetch_all(
        Judged,
        "select scan_key, scan_id, verdict, reasons, is_new"
        " from app.take_staff_scans(%(token_hash)s, %(sent_at)s, %(scans)s::jsonb)",
        {"token_hash": token_hash, "sent_at": sent.sent_at, "scans": json.dumps(scans)},
    )
