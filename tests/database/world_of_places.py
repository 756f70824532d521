"""Rows of activations, and where they are, in the world of `world.py`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def places(world: "World") -> None:
    """Fences and activations; `geofence_id` and `activation_id` are those of what is launched, with a limit."""
    circle: dict[str, object] = {
        "name": "Gate", "shape": "circle", "origin_lat": 52.5, "origin_lng": 13.4, "radius_m": 200,
    }  # fmt: skip
    times: dict[str, object] = {
        "kind": "qr", "name": "Scan us", "starts_at": "2026-01-01", "ends_at": "2026-12-31"
    }  # fmt: skip
    world.add("public.geofences", "geofence_id", **circle)
    world.add("public.activations", "activation_id", **times, status="active", launched_at="2026-01-01", limit_total=9,
        geofence_id=world.ids["geofence_id"], fence_mode="flag")  # fmt: skip
    world.add("public.activation_quotas", shard=0, left_over=9)
    world.add("public.scan_minutes", minute="2026-01-01", verdict="accepted", source="online", n=1)
    # What may be changed and deleted: a draft, and a fence that nothing uses.
    world.add("public.geofences", **circle)
    world.add("public.activations", **times)
