"""Statements of scans, as a brand reads them: their places are granted to nobody."""

from collections.abc import Iterable
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.scans import Scan

COLUMNS: LiteralString = (
    "id, activation_id, campaign_id, code_id, device_id, fan_id, at, claimed_at, day, accuracy_m, distance_m, verdict,"
    " reasons, score, source, country"
)


def list_scans(
    tx: Transaction, activation_id: UUID, *, verdict: str | None, before: UUID | None, limit: int
) -> list[Scan]:
    """Scans that the actor may see, newest first."""
    given = where(
        ("activation_id = %(activation_id)s", activation_id),
        ("verdict = %(verdict)s", verdict),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        Scan,
        f"select {COLUMNS} from scans where {given} order by id desc limit %(limit)s",
        {"activation_id": activation_id, "verdict": verdict, "before": before, "limit": limit},
    )


def log_looks(tx: Transaction, activation_ids: Iterable[UUID]) -> None:
    """Who looks at scans leaves a trace in the audit log: one for each activation."""
    tx.execute(
        "select app.log_action('scans.read', 'activations', a.id::text) from unnest(%(ids)s::uuid[]) as a (id)",
        {"ids": sorted(set(activation_ids))},
    )
