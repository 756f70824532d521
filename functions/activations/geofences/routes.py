"""`/api/v1/geofences`."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from activations.app import app
from activations.geofences import repository, service
from activations.geofences.models import GeofenceChange, GeofenceTest, GeofenceTestAnswer, NewGeofence
from common.errors import Forbidden, NotFound
from common.errors.accounts import BrandRequired, NoBrand
from common.errors.activations import GeofenceInUse, GeofenceRefused
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.geofences import Geofence
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["geofences"]
GEOFENCES = "/api/v1/geofences"
ONE = f"{GEOFENCES}/<geofence_id>"


@app.get(GEOFENCES, tags=TAGS, responses=refuses(CursorInvalid))
def list_geofences(
    brand_id: Annotated[UUID | None, Query(description="Only those of this brand.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Geofence]:
    """List geofences

    For members of a brand: the fences of their brands, the newest first. Administrators see those of all brands.
    """
    with app.read() as tx:
        return service.list_geofences(tx, brand_id=brand_id, cursor=cursor, limit=limit)


@app.post(
    GEOFENCES,
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, Forbidden, NoBrand, BrandRequired, GeofenceRefused, *ONCE),
)
@app.takes(RateClass.CREATE)
def create_geofence(body: NewGeofence) -> Geofence:
    """Create a geofence

    For brand admins and campaign managers. A circle, or a polygon of at most 200 corners whose edges do not cross; it
    may lie over the date line, and not within five degrees of a pole.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Geofence, lambda: service.create_geofence(tx, body))


@app.get(ONE, tags=TAGS, responses=refuses(NotFound))
def read_geofence(geofence_id: UUID) -> Geofence:
    """Read a geofence

    For members of its brand: as it was drawn, in degrees.
    """
    with app.read() as tx:
        return repository.find_geofence(tx, geofence_id)


@app.patch(ONE, tags=TAGS, responses=refuses(NotFound, Forbidden, GeofenceInUse, GeofenceRefused))
def change_geofence(geofence_id: UUID, body: GeofenceChange) -> Geofence:
    """Change a geofence

    For brand admins and campaign managers, as long as nothing that was launched uses it. What is sent changes, the rest
    stays.
    """
    with app.transaction() as tx:
        return service.change_geofence(tx, geofence_id, body)


@app.delete(ONE, status_code=204, tags=TAGS, responses=refuses(NotFound, Forbidden, GeofenceInUse))
def delete_geofence(geofence_id: UUID) -> Response[Any]:
    """Delete a geofence

    For brand admins and campaign managers, as long as no activation uses it.
    """
    with app.transaction() as tx:
        service.delete_geofence(tx, geofence_id)
    return Response(status_code=204)


@app.post(f"{ONE}/test", tags=TAGS, responses=refuses(NotFound))
def try_geofence(geofence_id: UUID, body: GeofenceTest) -> GeofenceTestAnswer:
    """Try positions on a geofence

    For members of its brand: what scans from these positions would be taken for. Nothing is stored.
    """
    with app.read() as tx:
        return service.try_positions(tx, geofence_id, body.points)
