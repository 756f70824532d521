"""Activations, their codes, fences, fans and scans, inserted as the superuser: a test can arrange anything."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from tests.factories.campaigns import make_campaign
from tests.factories.rows import insert_row
from tests.typing import Connection

YESTERDAY = timedelta(days=1)
NEXT_MONTH = timedelta(days=30)


def owner_of(db: Connection, brand: UUID) -> UUID:
    """Who owns a brand."""
    row = db.execute("select owner_user_id from brand_profiles where id = %s", (brand,)).fetchone()
    assert row is not None
    owner: UUID = row[0]
    return owner


def make_geofence(db: Connection, brand: UUID, **columns: object) -> UUID:
    """A circle of 200 m around the Brandenburg Gate, unless `columns` say more."""
    row = {
        "brand_id": brand, "created_by": owner_of(db, brand), "name": "At the gate", "shape": "circle",
        "origin_lat": 52.51628, "origin_lng": 13.37770, "radius_m": 200,
    }  # fmt: skip
    return insert_row(db, "geofences", row | columns)


def make_activation(db: Connection, brand: UUID, campaign: UUID | None = None, **columns: object) -> UUID:
    """An activation of an active campaign that has been open since yesterday, of static codes and without a fence.

    `status="draft"` makes one that was never launched.
    """
    now = datetime.now(UTC)
    status = columns.get("status", "active")
    row: dict[str, object] = {
        "campaign_id": campaign or make_campaign(db, owner_of(db, brand), brand_id=brand, status="active"),
        "brand_id": brand,
        "created_by": owner_of(db, brand), "kind": "qr", "name": "Scan us", "status": status,
        "starts_at": now - YESTERDAY, "ends_at": now + NEXT_MONTH,
        "launched_at": None if status == "draft" else now - YESTERDAY,
        "completed_at": now if status == "completed" else None,
    }  # fmt: skip
    return insert_row(db, "activations", row | columns)


def make_activation_code(db: Connection, activation: UUID, **columns: object) -> UUID:
    """A code of an activation; `short_code` is a random one unless `columns` say it."""
    brand = db.execute("select brand_id from activations where id = %s", (activation,)).fetchone()
    assert brand is not None
    row = {"activation_id": activation, "brand_id": brand[0], "short_code": uuid4().hex[:12]}
    return insert_row(db, "activation_codes", row | columns)


def make_device(db: Connection, brand: UUID, fan: UUID | None = None, **columns: object) -> UUID:
    """A browser that scanned something of a brand today."""
    today = datetime.now(UTC).date()
    row: dict[str, object] = {
        "id": uuid4(), "brand_id": brand, "fan_id": fan, "first_seen": today, "last_seen": today,
        "cookie_ends_on": today + NEXT_MONTH,
    }  # fmt: skip
    return insert_row(db, "devices", row | columns)


def make_fan(db: Connection, brand: UUID, **columns: object) -> UUID:
    """A fan of a brand without an address and without an account."""
    return insert_row(db, "fans", {"brand_id": brand} | columns)


def make_scan(db: Connection, code: UUID, device: UUID | None = None, **columns: object) -> UUID:
    """An accepted scan of a code, just now; nothing else of what a scan writes."""
    found = db.execute(
        "select a.id, a.campaign_id, a.brand_id from activation_codes as c"
        " join activations as a on a.id = c.activation_id where c.id = %s",
        (code,),
    ).fetchone()
    assert found is not None
    activation, campaign, brand = found
    at = columns.get("at", datetime.now(UTC))
    assert isinstance(at, datetime)
    row: dict[str, object] = {
        "activation_id": activation, "campaign_id": campaign, "brand_id": brand, "code_id": code, "device_id": device,
        "scan_key": uuid4(), "at": at, "claimed_at": at, "day": at.date(), "verdict": "accepted", "source": "online",
    }  # fmt: skip
    return insert_row(db, "scans", row | columns)


def make_scan_review(db: Connection, code: UUID, device: UUID | None = None, **columns: object) -> UUID:
    """A flagged scan (score 65) that waits for a decision; the scan's id."""
    scan = make_scan(db, code, device, verdict="flagged", reasons=["proof"], score=65)
    row = db.execute("select activation_id, brand_id, at from scans where id = %s", (scan,)).fetchone()
    assert row is not None
    values = {
        "scan_id": scan, "scan_at": row[2], "activation_id": row[0], "brand_id": row[1], "device_id": device,
        "score": 65, "reasons": ["proof"],
    } | columns  # fmt: skip
    return insert_row(db, "scan_reviews", values, returning="scan_id")


def day_of(moment: datetime) -> date:
    """The day (UTC) of a moment, as `scans` are partitioned."""
    return moment.astimezone(UTC).date()
