"""Statements of activations. What moves their status is a function of the database."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from activations.activations.models import NewActivation
from common.database import Transaction
from common.filters import where
from common.models.activations import Activation

COLUMNS: LiteralString = (
    "a.id, a.campaign_id, a.brand_id, a.created_by, a.kind, a.name, a.status, app.closed_because(a) as closed_because,"
    " a.starts_at, a.ends_at, a.time_zone, a.geofence_id, a.fence_mode, a.limit_per_device_day, a.limit_per_fan_total,"
    " a.limit_total, a.code_mode, a.rotate_seconds, a.grace_steps, a.min_age, a.landing_url, a.locale, a.peak,"
    " a.launched_at, a.completed_at, a.created_at, a.updated_at"
)


def insert_activation(tx: Transaction, activation: NewActivation) -> Activation | None:
    """A draft; None where the actor sees no such campaign. Raises `Forbidden`, `NotFound` for a fence of others."""
    return tx.fetch_optional(
        Activation,
        "insert into activations as a (campaign_id, brand_id, created_by, kind, name, starts_at, ends_at, time_zone,"
        " geofence_id, fence_mode, limit_per_device_day, limit_per_fan_total, limit_total, code_mode, rotate_seconds,"
        " grace_steps, min_age, landing_url, locale, peak)"
        " select c.id, c.brand_id, auth.uid(), %(kind)s, %(name)s, %(starts_at)s, %(ends_at)s, %(time_zone)s,"
        " %(geofence_id)s, %(fence_mode)s, %(limit_per_device_day)s, %(limit_per_fan_total)s, %(limit_total)s,"
        " %(code_mode)s, %(rotate_seconds)s, %(grace_steps)s, %(min_age)s, %(landing_url)s, %(locale)s, %(peak)s"
        f" from campaigns as c where c.id = %(campaign_id)s returning {COLUMNS}",
        activation.model_dump(),
    )


def find_activation(tx: Transaction, activation_id: UUID) -> Activation:
    """The activation, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        Activation, f"select {COLUMNS} from activations as a where a.id = %(id)s", {"id": activation_id}
    )


def list_activations(
    tx: Transaction, *, campaign_id: UUID | None, status: str | None, before: UUID | None, limit: int
) -> list[Activation]:
    """Activations that the actor may see, newest first."""
    given = where(
        ("a.campaign_id = %(campaign_id)s", campaign_id),
        ("a.status = %(status)s", status),
        ("a.id < %(before)s", before),
    )
    return tx.fetch_all(
        Activation,
        f"select {COLUMNS} from activations as a where {given} order by a.id desc limit %(limit)s",
        {"campaign_id": campaign_id, "status": status, "before": before, "limit": limit},
    )


def update_activation(tx: Transaction, activation_id: UUID, changes: dict[str, object]) -> Activation | None:
    """Set what is in `changes`; None where the actor may not.

    Raises `ActivationTermsFixed`, `LimitBelowCounted`, `NotFound` for a fence of others.
    """
    assignments: LiteralString = ", ".join(ASSIGNMENTS[name] for name in sorted(changes))
    return tx.fetch_optional(
        Activation,
        f"update activations as a set {assignments} where a.id = %(id)s returning {COLUMNS}",
        changes | {"id": activation_id},
    )


def delete_activation(tx: Transaction, activation_id: UUID) -> bool:
    """Whether there was a draft that the actor might delete. Raises `ActivationTermsFixed`."""
    return bool(
        tx.fetch_value(
            "with gone as (delete from activations where id = %(id)s returning 1) select count(*) from gone",
            {"id": activation_id},
        )
    )


def launch_activation(tx: Transaction, activation_id: UUID) -> None:
    """It takes scans from now on, within its times. Raises `ActivationNotReady`, `ActivationStepForbidden`."""
    tx.execute("select app.launch_activation(%(id)s)", {"id": activation_id})


def pause_activation(tx: Transaction, activation_id: UUID) -> None:
    """It takes none for now. Raises `ActivationStepForbidden`."""
    tx.execute("select app.pause_activation(%(id)s)", {"id": activation_id})


def resume_activation(tx: Transaction, activation_id: UUID) -> None:
    """It takes them again. Raises `ActivationNotReady`, `ActivationStepForbidden`."""
    tx.execute("select app.resume_activation(%(id)s)", {"id": activation_id})


def complete_activation(tx: Transaction, activation_id: UUID) -> None:
    """It takes none any more. Raises `ActivationStepForbidden`."""
    tx.execute("select app.complete_activation(%(id)s)", {"id": activation_id})


def complete_ended(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Complete what ended two days ago; how many."""
    completed: int = tx.fetch_value(
        "select app.complete_ended_activations(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return completed


ASSIGNMENTS: dict[str, LiteralString] = {
    "name": "name = %(name)s",
    "starts_at": "starts_at = %(starts_at)s",
    "ends_at": "ends_at = %(ends_at)s",
    "time_zone": "time_zone = %(time_zone)s",
    "geofence_id": "geofence_id = %(geofence_id)s",
    "fence_mode": "fence_mode = %(fence_mode)s",
    "limit_per_device_day": "limit_per_device_day = %(limit_per_device_day)s",
    "limit_per_fan_total": "limit_per_fan_total = %(limit_per_fan_total)s",
    "limit_total": "limit_total = %(limit_total)s",
    "code_mode": "code_mode = %(code_mode)s",
    "rotate_seconds": "rotate_seconds = %(rotate_seconds)s",
    "grace_steps": "grace_steps = %(grace_steps)s",
    "min_age": "min_age = %(min_age)s",
    "landing_url": "landing_url = %(landing_url)s",
    "locale": "locale = %(locale)s",
    "peak": "peak = %(peak)s",
}
