"""Statements of erasures: one function, one statement, typed rows."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.privacy import ErasureRequest

REQUEST: LiteralString = "id, user_id, status, due_at, completed_at, obstacles, receipt, created_at"


def request_erasure(tx: Transaction) -> UUID:
    """The actor's open request, made where there is none. Raises `ErasureObstructed` with the obstacles."""
    request_id: UUID = tx.fetch_value("select app.request_erasure()")
    return request_id


def cancel_erasure(tx: Transaction) -> UUID | None:
    """Take the actor's open request back; None where there is none."""
    request_id: UUID | None = tx.fetch_value("select app.cancel_erasure()")
    return request_id


def find_request(tx: Transaction, request_id: UUID) -> ErasureRequest:
    """A request that the actor may see. Raises `NotFound`."""
    return tx.fetch_one(
        ErasureRequest, f"select {REQUEST} from erasure_requests where id = %(id)s", {"id": request_id}
    )


def find_own_request(tx: Transaction) -> ErasureRequest:
    """The actor's newest request. Raises `NotFound`."""
    return tx.fetch_one(
        ErasureRequest,
        f"select {REQUEST} from erasure_requests where user_id = auth.uid() order by id desc limit 1",
    )


def list_requests(tx: Transaction, *, before: UUID | None, limit: int) -> list[ErasureRequest]:
    """Requests that the actor may see, newest first."""
    return tx.fetch_all(
        ErasureRequest,
        f"select {REQUEST} from erasure_requests where %(before)s::uuid is null or id < %(before)s"
        " order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )


def list_due(tx: Transaction, as_of: datetime, limit: int) -> list[UUID]:
    """Open requests that are due, the oldest first."""
    return tx.fetch_values(
        "select id from erasure_requests where status = 'requested' and due_at <= %(as_of)s"
        " order by due_at, id limit %(limit)s",
        {"as_of": as_of, "limit": limit},
    )


def erase(tx: Transaction, request_id: UUID) -> str:
    """Fulfil a request: done, refused (there are obstacles) or gone (somebody was faster)."""
    outcome: str = tx.fetch_value("select app.erase_user(%(id)s)", {"id": request_id})
    return outcome
