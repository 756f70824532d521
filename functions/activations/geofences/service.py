"""Use cases of geofences."""

from uuid import UUID

from activations.geofences import repository
from activations.geofences.models import FencePoint, GeofenceChange, GeofenceTestAnswer, NewGeofence
from common.brands import only_brand
from common.database import Transaction
from common.errors import Forbidden, NotFound
from common.models.base import Page
from common.models.geofences import Geofence
from common.pagination import decode_id_cursor, page


def create_geofence(tx: Transaction, fence: NewGeofence) -> Geofence:
    """A fence of the actor's brand. Raises `NoBrand`, `BrandRequired`, `Forbidden`, `GeofenceRefused`."""
    return repository.insert_geofence(tx, fence.brand_id or only_brand(tx), fence)


def list_geofences(
    tx: Transaction, *, brand_id: UUID | None, cursor: str | None, limit: int
) -> Page[Geofence]:
    """Of the actor's brands; an administrator's: all. Raises `CursorInvalid`."""
    rows = repository.list_geofences(tx, brand_id=brand_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda fence: fence.id)


def change_geofence(tx: Transaction, geofence_id: UUID, change: GeofenceChange) -> Geofence:
    """Change what was sent. Raises `NotFound`, `Forbidden`, `GeofenceInUse`, `GeofenceRefused`."""
    found = repository.find_geofence(tx, geofence_id)
    changes = change.model_dump(include=change.model_fields_set)
    if not changes:
        return found
    changed = repository.update_geofence(tx, geofence_id, changes)
    if changed is None:
        raise Forbidden
    return changed


def delete_geofence(tx: Transaction, geofence_id: UUID) -> None:
    """Raises `NotFound`, `Forbidden`, `GeofenceInUse`."""
    repository.find_geofence(tx, geofence_id)
    if not repository.delete_geofence(tx, geofence_id):
        raise Forbidden


def try_positions(tx: Transaction, geofence_id: UUID, points: list[FencePoint]) -> GeofenceTestAnswer:
    """What scans from these positions would be taken for. Raises `NotFound`."""
    tried = repository.try_positions(tx, geofence_id, points)
    if not tried:
        raise NotFound
    return GeofenceTestAnswer(points=tried)
