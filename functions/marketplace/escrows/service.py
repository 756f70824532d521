"""Use cases of held funds."""

from uuid import UUID

from common.database import Transaction
from common.models.base import Page
from common.models.deals import Escrow, EscrowEvent, EscrowStatus
from common.pagination import decode_id_cursor, decode_number_cursor, page
from marketplace.escrows import repository


def take_step(tx: Transaction, escrow_id: UUID, step: str) -> Escrow:
    """One step of the machine.

    Raises `NotFound`, `Forbidden`, `StepNotAllowed`, `EscrowFrozen`; to lock `InsufficientFunds`, to start
    `DeadlinePassed`, `NoRevisionLeft`, to release `ReviewedAlready`.
    """
    repository.take_step(tx, escrow_id, step)
    return repository.find_escrow(tx, escrow_id)


def list_escrows(
    tx: Transaction, *, status: EscrowStatus | None, overdue: bool, held: bool, cursor: str | None, limit: int
) -> Page[Escrow]:
    """Those that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_escrows(
        tx, status=status, overdue=overdue, held=held, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda escrow: escrow.id)


def list_events(tx: Transaction, escrow_id: UUID, *, cursor: str | None, limit: int) -> Page[EscrowEvent]:
    """What happened, in order. Raises `NotFound`, `CursorInvalid`."""
    repository.find_escrow(tx, escrow_id)
    rows = repository.list_events(tx, escrow_id, after=decode_number_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda event: event.seq)
