"""Use cases of fans."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from activations.errors import FanCodeRefused, PhoneUnavailable
from activations.fan_doors import fan_of
from activations.fans import repository
from activations.fans.models import (
    FanCodeRequest,
    FanCodeRequested,
    FanConfirmation,
    FanData,
    FanForgotten,
    FanTicket,
)
from common.database import Transaction, transaction
from common.errors import NotFound, Unprocessable
from common.identity import Actor

CODE_MINUTES = 10
TICKET_SECONDS = 60


def fan_at(event: Mapping[str, Any], code: str) -> Actor:
    """Who sent an HTTP event, as a fan of the brand whose code that is.

    Raises `NotFound` for a code of nobody, `DeviceUnknown`, `NotConfigured`.
    """
    brand_id = repository.find_brand(code)
    if brand_id is None:
        raise NotFound
    return fan_of(event, brand_id)


def request_code(tx: Transaction, request: FanCodeRequest) -> FanCodeRequested:
    """Six digits to an address; the answer is the same for every one.

    Raises `PhoneUnavailable`, `Unprocessable` without an address, `FanUnknown`, `FanCodesLimited`.
    """
    if request.phone is not None:
        raise PhoneUnavailable
    if request.email is None:
        raise Unprocessable("Say where the code shall go.", details=[{"field": "body.email"}])
    repository.request_code(tx, request.email, CODE_MINUTES)
    return FanCodeRequested(expires_in_seconds=CODE_MINUTES * 60)


def confirm_code(actor: Actor, confirmation: FanConfirmation) -> None:
    """The address is the fan's, who is one with whoever had shown it before.

    In a transaction of its own: a wrong try counts. Raises `FanCodeRefused`, `FanUnknown`, `FanHasAnotherAccount`.
    """
    with transaction(actor) as tx:
        outcome = repository.confirm_code(tx, confirmation.digits)
    if outcome != "confirmed":
        raise FanCodeRefused


def read_data(tx: Transaction) -> FanData:
    """All that is held about the fan, and a line in the audit log that it was read. Raises `FanUnknown`."""
    return repository.read_data(tx)


def forget(tx: Transaction) -> FanForgotten:
    """The fan is forgotten at that brand, on all their devices. Raises `FanUnknown`."""
    return FanForgotten(scans=repository.forget(tx))


def issue_ticket(tx: Transaction) -> FanTicket:
    """What joins the fan to an account. Raises `FanUnknown`."""
    return FanTicket(ticket=repository.issue_ticket(tx), expires_in_seconds=TICKET_SECONDS)


def erase(tx: Transaction, fan_id: UUID) -> FanForgotten:
    """A fan of the actor's brand is forgotten, and it is written down who did it. Raises `NotFound`, `Forbidden`."""
    return FanForgotten(scans=repository.erase(tx, fan_id))
