"""`/api/v1/activations`."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from activations.activations import repository, service
from activations.activations.models import ActivationChange, NewActivation
from activations.app import app
from activations.errors import ActivationTimesInvalid
from common.errors import Forbidden, NotFound
from common.errors.accounts import TimeZoneUnknown
from common.errors.activations import (
    ActivationNotReady,
    ActivationStepForbidden,
    ActivationTermsFixed,
    LimitBelowCounted,
)
from common.errors.limits import RequestsLimited
from common.errors.tracking import DestinationRefused
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.activations import Activation, ActivationStatus
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["activations"]
ACTIVATIONS = "/api/v1/activations"
ONE = f"{ACTIVATIONS}/<activation_id>"


@app.get(ACTIVATIONS, tags=TAGS, responses=refuses(CursorInvalid))
def list_activations(
    campaign_id: Annotated[UUID | None, Query(description="Only those of this campaign.")] = None,
    status: Annotated[ActivationStatus | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Activation]:
    """List activations

    For members of a brand: what their brands let people scan, the newest first. Administrators see those of all brands.
    """
    with app.read() as tx:
        return service.list_activations(
            tx, campaign_id=campaign_id, status=status, cursor=cursor, limit=limit
        )


@app.post(
    ACTIVATIONS,
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited,
        NotFound,
        Forbidden,
        ActivationTimesInvalid,
        TimeZoneUnknown,
        DestinationRefused,
        *ONCE,
    ),
)
@app.takes(RateClass.CREATE)
def create_activation(body: NewActivation) -> Activation:
    """Create an activation as a draft

    For brand admins and campaign managers. It needs a code before it is launched, and a fence where it asks for a
    place; nobody can scan it before.
    """
    with app.transaction() as tx:
        return app.once(tx, body, Activation, lambda: service.create_activation(tx, body))


@app.get(ONE, tags=TAGS, responses=refuses(NotFound))
def read_activation(activation_id: UUID) -> Activation:
    """Read an activation

    For members of its brand. `closed_because` says why nobody can scan it now.
    """
    with app.read() as tx:
        return repository.find_activation(tx, activation_id)


@app.patch(
    ONE,
    tags=TAGS,
    responses=refuses(
        NotFound, Forbidden, ActivationTimesInvalid, ActivationTermsFixed, LimitBelowCounted, TimeZoneUnknown,
        DestinationRefused,
    ),
)  # fmt: skip
def change_activation(activation_id: UUID, body: ActivationChange) -> Activation:
    """Change an activation

    For brand admins and campaign managers. What is sent changes, the rest stays. Codes' mode and steps, fence, day and
    `peak` are fixed once it was launched, and everything once it is completed.
    """
    with app.transaction() as tx:
        return service.change_activation(tx, activation_id, body)


@app.delete(ONE, status_code=204, tags=TAGS, responses=refuses(NotFound, Forbidden, ActivationTermsFixed))
def delete_activation(activation_id: UUID) -> Response[Any]:
    """Delete an activation that is a draft

    For brand admins and campaign managers. Its codes go with it; what was launched stays.
    """
    with app.transaction() as tx:
        service.delete_activation(tx, activation_id)
    return Response(status_code=204)


@app.post(
    f"{ONE}/launch",
    tags=TAGS,
    responses=refuses(NotFound, Forbidden, ActivationNotReady, ActivationStepForbidden, *ONCE),
)
def launch_activation(activation_id: UUID) -> Activation:
    """Launch an activation

    For brand admins and campaign managers. Its campaign is active, and it has a code that works, a fence where it asks
    for a place, and time left. From now on, or from its start, scans count.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Activation, lambda: service.launch_activation(tx, activation_id))


@app.post(f"{ONE}/pause", tags=TAGS, responses=refuses(NotFound, Forbidden, ActivationStepForbidden, *ONCE))
def pause_activation(activation_id: UUID) -> Activation:
    """Pause an activation

    For brand admins and campaign managers. No scan counts until it is resumed.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Activation, lambda: service.pause_activation(tx, activation_id))


@app.post(
    f"{ONE}/resume",
    tags=TAGS,
    responses=refuses(NotFound, Forbidden, ActivationNotReady, ActivationStepForbidden, *ONCE),
)
def resume_activation(activation_id: UUID) -> Activation:
    """Resume an activation

    For brand admins and campaign managers, whatever became of its campaign meanwhile, unless it was cancelled.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Activation, lambda: service.resume_activation(tx, activation_id))


@app.post(
    f"{ONE}/complete", tags=TAGS, responses=refuses(NotFound, Forbidden, ActivationStepForbidden, *ONCE)
)
def complete_activation(activation_id: UUID) -> Activation:
    """Complete an activation

    For brand admins and campaign managers. No scan counts any more, and nothing begins again. A cancelled campaign
    completes its activations by itself, and time does two days past their end.
    """
    with app.transaction() as tx:
        return app.once(tx, None, Activation, lambda: service.complete_activation(tx, activation_id))
