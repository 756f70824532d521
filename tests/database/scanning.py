"""Somebody who scans codes of one activation, as the door does: one call of `app.record_scan` by its login."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from tests.factories.activations import make_activation, make_activation_code, make_geofence
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

INSIDE, OUTSIDE = (52.51628, 13.37770), (52.50, 13.30)
"""Of the circle around the Brandenburg Gate that `make_geofence` makes: its middle, and five kilometres away."""


@dataclass(frozen=True)
class Answer:
    """What `app.record_scan` says."""

    scan_id: UUID | None
    verdict: str
    reasons: list[str]
    at: datetime
    is_new: bool

    @property
    def says(self) -> str:
        """The verdict, or the one reason for a refusal."""
        return self.reasons[0] if self.reasons else self.verdict


class Stall:
    """A brand with one activation and one code of it; with `fence` (columns) it has one, which a launch fixes."""

    def __init__(
        self,
        db: Connection,
        *,
        code: dict[str, Any] | None = None,
        fence: dict[str, Any] | None = None,
        **columns: Any,
    ) -> None:
        self.db = db
        self.owner = make_user(db, "brand")
        self.brand = brand_of(db, self.owner)
        if fence is not None:
            columns["geofence_id"] = make_geofence(db, self.brand, **fence)
        self.activation = make_activation(db, self.brand, **columns)
        self.code = make_activation_code(db, self.activation, **(code or {}))

    def scan(self, device: UUID | None = None, key: UUID | None = None, **said: Any) -> dict[str, Any]:
        """A scan as the door tells it; `device` and `key` are new ones where they are not said."""
        return {
            "activation_id": str(self.activation), "code_id": str(self.code), "scan_key": str(key or uuid4()),
            "device_id": str(device or uuid4()), "source": "online", "ticket": "valid", "step": -1,
            "too_young": False, "had_cookie": True,
            "cookie_ends_on": str(datetime.now(UTC).date() + timedelta(days=14)),
        } | said  # fmt: skip

    def record(self, device: UUID | None = None, key: UUID | None = None, **said: Any) -> Answer:
        """Scan, and hear the answer."""
        return record(self.db, self.scan(device, key, **said))

    def scanned(self, **said: Any) -> UUID:
        """A browser that scanned once, which counted."""
        device = uuid4()
        assert self.record(device, **said).says == "accepted"
        return device

    def rows(self) -> list[tuple[str, list[str]]]:
        """Verdicts and reasons of what was stored, in order."""
        return self.db.execute(
            "select verdict, reasons from scans where activation_id = %s order by at, id", (self.activation,)
        ).fetchall()

    def count(self, verdict: str) -> int:
        """How many scans have that verdict."""
        return sum(1 for found, _ in self.rows() if found == verdict)

    def give_quota(self, *parts: int) -> None:
        """Parts of limit_total, as a launch makes them."""
        for shard, left in enumerate(parts):
            self.db.execute(
                "insert into activation_quotas (activation_id, brand_id, shard, left_over) values (%s, %s, %s, %s)"
                " on conflict on constraint activation_quotas_pkey do update set left_over = excluded.left_over",
                (self.activation, self.brand, shard, left),
            )


def record(db: Connection, scan: dict[str, Any]) -> Answer:
    """One scan, by whoever `db` is."""
    with db.cursor(row_factory=class_row(Answer)) as cursor:
        found = cursor.execute("select * from app.record_scan(%s)", (Jsonb(scan),)).fetchone()
    assert found is not None
    return found


def place(where: tuple[float, float], accuracy: float | None = 10) -> dict[str, Any]:
    """What a browser says of its place."""
    return {"lat": where[0], "lng": where[1]} | ({} if accuracy is None else {"accuracy": accuracy})
