"""The rows of activations in the world of `world.py`: the creator is a fan, by the browser that scanned."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from tests.database.world import World


def activations(world: "World") -> None:
    """A code of `activation_id`, a gate's link, a fan (`device_id`), another one (`other_device`), and their scan."""
    add, ids = world.add, world.ids
    add("public.activation_codes", "code_id_of_activation", short_code="world01")
    add(
        "public.activation_staff",
        "staff_id",
        kind="gate",
        label="North",
        token_hash=b"g" * 32,
        expires_at="2099-01-01",
    )
    _fans(world)
    _scan(world, datetime.now(UTC))
    add("public.scan_limits", subject_id=ids["device_id"], day="2026-01-01", n=1)


def _fans(world: "World") -> None:
    add, ids = world.add, world.ids
    seen: dict[str, Any] = {
        "first_seen": "2026-01-01",
        "last_seen": "2026-01-01",
        "cookie_ends_on": "2026-02-01",
    }
    ids["other_device"], ids["device_id"] = uuid4(), uuid4()
    add("public.fans", "other_fan_id", user_id=None)
    add("public.devices", id=ids["other_device"], fan_id=ids["other_fan_id"], **seen)
    add("public.fans", "fan_id", user_id=ids["creator_user_id"])
    add("public.devices", id=ids["device_id"], fan_id=ids["fan_id"], **seen)
    add("public.fan_codes", email="fan@example.com", code_hash=b"c" * 32)
    add("public.fan_link_tickets", ticket_hash=b"l" * 32)


def _scan(world: "World", now: datetime) -> None:
    add, ids = world.add, world.ids
    add(
        "public.scans", "scan_id", device_id=ids["device_id"], fan_id=ids["fan_id"],
        code_id=ids["code_id_of_activation"], scan_key=uuid4(), claimed_at=now, at=now, day=now.date(),
        verdict="flagged", reasons=["proof"], score=65, source="online",
    )  # fmt: skip
    add(
        "public.scan_keys", scan_key=uuid4(), device_id=ids["device_id"], verdict="flagged", reasons=["proof"]
    )
    add("public.scan_reviews", scan_at=now, device_id=ids["device_id"], score=65, reasons=["proof"])
