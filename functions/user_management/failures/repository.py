"""Statements of failures."""

from datetime import datetime
from uuid import UUID

from common.database import Transaction
from user_management.failures.models import Failure, FailureKind

Place = tuple[datetime, str]
"""When a failure began, and its id: its place in the list."""


def list_failures(
    tx: Transaction, *, kind: FailureKind | None, before: Place | None, limit: int
) -> list[Failure]:
    """Failures, newest first."""
    begun_at, failure_id = before or (None, None)
    return tx.fetch_all(
        Failure,
        "select kind, failure_id, subject, error, attempts, begun_at, can_be_retried from failures"
        " where (%(kind)s::text is null or kind = %(kind)s)"
        " and (%(begun_at)s::timestamptz is null or (begun_at, failure_id) < (%(begun_at)s, %(failure_id)s))"
        " order by begun_at desc, failure_id desc limit %(limit)s",
        {"kind": kind, "begun_at": begun_at, "failure_id": failure_id, "limit": limit},
    )


def retry_message(tx: Transaction, message_id: UUID) -> None:
    """A message of the outbox is due again. Raises `NotFound`, `FailureFinal`."""
    tx.fetch_value("select app.retry_message(%(id)s)", {"id": message_id})


def dismiss_message(tx: Transaction, message_id: UUID) -> None:
    """A message of the outbox is put away. Raises `NotFound`."""
    tx.fetch_value("select app.dismiss_message(%(id)s)", {"id": message_id})


def retry_delivery(tx: Transaction, delivery_id: UUID) -> None:
    """The mail of a notification is pending again. Raises `NotFound`, `DeliveryTransitionForbidden`."""
    tx.fetch_value("select app.retry_delivery(%(id)s)", {"id": delivery_id})


def retry_stripe_event(tx: Transaction, event_id: str) -> None:
    """An event of Stripe is due again. Raises `NotFound`, `StripeEventTransitionForbidden`."""
    tx.fetch_value("select app.retry_stripe_event(%(id)s)", {"id": event_id})
