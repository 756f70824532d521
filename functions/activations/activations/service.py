"""Use cases of activations."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from activations.activations import repository
from activations.activations.models import ActivationChange, NewActivation
from activations.errors import ActivationTimesInvalid
from common.database import Transaction, transaction
from common.errors import Forbidden, NotFound
from common.errors.activations import ActivationTermsFixed
from common.identity import SERVICE
from common.jobs import Counts
from common.models.activations import Activation, ActivationStatus
from common.models.base import Page
from common.pagination import decode_id_cursor, page

JOB = "activations"
BATCH = 200
LONGEST = timedelta(days=400)


def create_activation(tx: Transaction, activation: NewActivation) -> Activation:
    """A draft. Raises `NotFound` (campaign, fence), `Forbidden`, `ActivationTimesInvalid`, `TimeZoneUnknown`."""
    _require_times(activation.starts_at, activation.ends_at)
    made = repository.insert_activation(tx, activation)
    if made is None:
        raise NotFound
    return made


def list_activations(
    tx: Transaction,
    *,
    campaign_id: UUID | None,
    status: ActivationStatus | None,
    cursor: str | None,
    limit: int,
) -> Page[Activation]:
    """Of the actor's brands; an administrator's: all. Raises `CursorInvalid`."""
    rows = repository.list_activations(
        tx, campaign_id=campaign_id, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda activation: activation.id)


def change_activation(tx: Transaction, activation_id: UUID, change: ActivationChange) -> Activation:
    """Change what was sent.

    Raises `NotFound`, `Forbidden`, `ActivationTimesInvalid`, `ActivationTermsFixed`, `LimitBelowCounted`,
    `TimeZoneUnknown`.
    """
    found = repository.find_activation(tx, activation_id)
    changes = change.model_dump(include=change.model_fields_set)
    if not changes:
        return found
    if "starts_at" in changes or "ends_at" in changes:
        _require_times(
            changes.get("starts_at", found.starts_at),
            changes.get("ends_at", found.ends_at),
            ends_now="ends_at" in changes,
        )
    changed = repository.update_activation(tx, activation_id, changes)
    if changed is None:
        raise Forbidden
    return changed


def delete_activation(tx: Transaction, activation_id: UUID) -> None:
    """A draft goes, with its codes. Raises `NotFound`, `Forbidden`, `ActivationTermsFixed`."""
    found = repository.find_activation(tx, activation_id)
    if repository.delete_activation(tx, activation_id):
        return
    if found.status is ActivationStatus.DRAFT:
        raise Forbidden
    raise ActivationTermsFixed(details=[{"status": found.status}])


def launch_activation(tx: Transaction, activation_id: UUID) -> Activation:
    """Draft → active. Raises `NotFound`, `Forbidden`, `ActivationNotReady`, `ActivationStepForbidden`."""
    repository.launch_activation(tx, activation_id)
    return repository.find_activation(tx, activation_id)


def pause_activation(tx: Transaction, activation_id: UUID) -> Activation:
    """Active → paused. Raises `NotFound`, `Forbidden`, `ActivationStepForbidden`."""
    repository.pause_activation(tx, activation_id)
    return repository.find_activation(tx, activation_id)


def resume_activation(tx: Transaction, activation_id: UUID) -> Activation:
    """Paused → active. Raises `NotFound`, `Forbidden`, `ActivationNotReady`, `ActivationStepForbidden`."""
    repository.resume_activation(tx, activation_id)
    return repository.find_activation(tx, activation_id)


def complete_activation(tx: Transaction, activation_id: UUID) -> Activation:
    """Active or paused → completed. Raises `NotFound`, `Forbidden`, `ActivationStepForbidden`."""
    repository.complete_activation(tx, activation_id)
    return repository.find_activation(tx, activation_id)


def complete_ended(as_of: datetime) -> Counts:
    """Complete what ended two days before `as_of`, batch by batch."""
    completed, batch = 0, BATCH
    while batch == BATCH:
        with transaction(SERVICE) as tx:
            batch = repository.complete_ended(tx, as_of, BATCH)
        completed += batch
    return {"completed": completed}


def _require_times(starts_at: datetime, ends_at: datetime, *, ends_now: bool = True) -> None:
    """The end lies behind the start, not too far, and, where it is said now, ahead of us."""
    if not starts_at < ends_at <= starts_at + LONGEST or (ends_now and ends_at <= datetime.now(UTC)):
        raise ActivationTimesInvalid
