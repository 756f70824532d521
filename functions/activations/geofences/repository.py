"""Statements of geofences. Their metres, and what is no fence, are the database's (`app.shape_geofence`)."""

from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from activations.geofences.models import FencePoint, NewGeofence, TriedPosition
from common.database import Transaction
from common.filters import where
from common.models.geofences import Geofence

COLUMNS: LiteralString = (
    "id, brand_id, created_by, name, shape, origin_lat, origin_lng, radius_m, ring, country, created_at,"
    " updated_at"
)


def insert_geofence(tx: Transaction, brand_id: UUID, fence: NewGeofence) -> Geofence:
    """A fence. Raises `Forbidden` where the actor does not run the brand's campaigns, `GeofenceRefused`."""
    return tx.fetch_one(
        Geofence,
        "insert into geofences (brand_id, created_by, name, shape, origin_lat, origin_lng, radius_m, ring, country)"
        " values (%(brand_id)s, auth.uid(), %(name)s, %(shape)s, %(origin_lat)s, %(origin_lng)s, %(radius_m)s,"
        f" %(ring)s, %(country)s) returning {COLUMNS}",
        _adapted(fence.model_dump()) | {"brand_id": brand_id},
    )


def find_geofence(tx: Transaction, geofence_id: UUID) -> Geofence:
    """The fence, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(Geofence, f"select {COLUMNS} from geofences where id = %(id)s", {"id": geofence_id})


def list_geofences(
    tx: Transaction, *, brand_id: UUID | None, before: UUID | None, limit: int
) -> list[Geofence]:
    """Fences that the actor may see, newest first."""
    given = where(("brand_id = %(brand_id)s", brand_id), ("id < %(before)s", before))
    return tx.fetch_all(
        Geofence,
        f"select {COLUMNS} from geofences where {given} order by id desc limit %(limit)s",
        {"brand_id": brand_id, "before": before, "limit": limit},
    )


def update_geofence(tx: Transaction, geofence_id: UUID, changes: dict[str, object]) -> Geofence | None:
    """Set what is in `changes`; None where the actor may not. Raises `GeofenceInUse`, `GeofenceRefused`."""
    assignments: LiteralString = ", ".join(ASSIGNMENTS[name] for name in sorted(changes))
    return tx.fetch_optional(
        Geofence,
        f"update geofences set {assignments} where id = %(id)s returning {COLUMNS}",
        _adapted(changes) | {"id": geofence_id},
    )


def delete_geofence(tx: Transaction, geofence_id: UUID) -> bool:
    """Whether the actor might. Raises `GeofenceInUse`."""
    return bool(
        tx.fetch_value(
            "with gone as (delete from geofences where id = %(id)s returning 1) select count(*) from gone",
            {"id": geofence_id},
        )
    )


def try_positions(tx: Transaction, geofence_id: UUID, points: list[FencePoint]) -> list[TriedPosition]:
    """What each of them is to the fence, in their order; none where the actor sees no such fence."""
    return tx.fetch_all(
        TriedPosition,
        "select case app.inside_fence(g, p.lat, p.lng, p.accuracy) when true then 'inside' when false then 'outside'"
        " else 'unknown' end as answer, app.fence_distance(g, p.lat, p.lng) as distance_m"
        " from geofences as g cross join unnest(%(lats)s::float8[], %(lngs)s::float8[], %(accuracies)s::float8[])"
        " with ordinality as p (lat, lng, accuracy, n) where g.id = %(id)s order by p.n",
        {
            "id": geofence_id, "lats": [point.lat for point in points], "lngs": [point.lng for point in points],
            "accuracies": [point.accuracy for point in points],
        },
    )  # fmt: skip


def _adapted(values: dict[str, object]) -> dict[str, object]:
    ring = values.get("ring")
    return values | {"ring": None if ring is None else Jsonb(ring)}


ASSIGNMENTS: dict[str, LiteralString] = {
    "name": "name = %(name)s",
    "shape": "shape = %(shape)s",
    "origin_lat": "origin_lat = %(origin_lat)s",
    "origin_lng": "origin_lng = %(origin_lng)s",
    "radius_m": "radius_m = %(radius_m)s",
    "ring": "ring = %(ring)s",
    "country": "country = %(country)s",
}
