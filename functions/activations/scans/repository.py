"""Statements of scans: one function, one round trip, typed rows. The door loads them, and no pydantic."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from common import metrics
from common.database import Transaction, run_alone

_CODE = re.compile(r"[0-9A-Za-z]{7,12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Activation:
    """What a code is of (`app.find_activation`). `rotate_seconds` and `grace_steps` are those of rotating codes."""

    activation_id: UUID
    code_id: UUID
    brand_id: UUID
    campaign_id: UUID
    brand_name: str
    name: str
    kind: str
    is_open: bool
    starts_at: datetime
    ends_at: datetime
    code_mode: str
    rotate_seconds: int
    grace_steps: int
    secret_version: int
    min_age: int | None
    fence_mode: str
    landing_url: str | None
    locale: str
    peak: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What a scan was answered: `accepted`, `flagged` or `refused`, and the reasons that its visitor may know.

    `scan_id` is None where nothing was kept; `is_new` says whether this was the first time of its ticket.
    """

    scan_id: UUID | None
    verdict: str
    reasons: list[str]
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """How many scans of a batch were new, by verdict."""

    verdict: str
    n: int


def find_activation(code: str) -> Activation | None:
    """The activation of a code; None for one that is unknown, disabled or a draft's. Raises `Unavailable`."""
    if not _CODE.fullmatch(code):
        return None
    return run_alone(
        Activation,
        "select activation_id, code_id, brand_id, campaign_id, brand_name, name, kind, is_open, starts_at, ends_at,"
        " code_mode, rotate_seconds, grace_steps, secret_version, min_age, fence_mode, landing_url, locale, peak"
        " from app.find_activation(%(code)s)",
        {"code": code},
    )


def record_scan(scan: Mapping[str, Any]) -> Judged:
    """Judge and store a scan (its form: `app.record_scan`), or find what its ticket was answered before.

    Raises `Unavailable`, and `DeviceElsewhere` for a device of another brand.
    """
    judged = run_alone(
        Judged,
        "select scan_id, verdict, reasons, at, is_new from app.record_scan(%(scan)s::jsonb)",
        {"scan": json.dumps(dict(scan))},
    )
    if judged is None:
        raise LookupError("app.record_scan answers one row")
    if judged.is_new:
        count_verdict(judged.verdict, 1)
    return judged


def record_scans(tx: Transaction, scans: str) -> None:
    """Judge and store a JSON array of scans, each once however often it comes. All or none: raises what one raises."""
    verdicts = tx.fetch_all(
        Counted,
        "select verdict, count(*)::integer as n from app.record_scans(%(scans)s::jsonb) where is_new group by verdict",
        {"scans": scans},
    )
    for found in verdicts:
        count_verdict(found.verdict, found.n)


def count_verdict(verdict: str, number: int) -> None:
    """So many scans more have this verdict."""
    if verdict == "accepted":
        metrics.count("scans_accepted", number)
    elif verdict == "flagged":
        metrics.count("scans_flagged", number)
    else:
        metrics.count("scans_refused", number)
