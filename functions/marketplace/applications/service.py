"""Use cases of applications."""

from uuid import UUID

from common.database import Transaction
from common.models.base import Page
from common.models.gigs import ApplicationStatus, GigApplication
from common.pagination import decode_id_cursor, page
from marketplace.applications import repository
from marketplace.applications.models import ApplicationAnswer, ApplicationDraft
from marketplace.gigs import repository as gigs


def apply(tx: Transaction, draft: ApplicationDraft) -> GigApplication:
    """Ask for a gig.

    Raises `NotFound`, `Forbidden`, `OnBothSides`, `GigNotOpen`, `EnoughOfThese`, `NotYetAgain`, `TermsOutOfRange`,
    `AppliedAlready`.
    """
    return repository.find_application(tx, repository.apply(tx, draft))


def answer(tx: Transaction, application_id: UUID, said: ApplicationAnswer) -> GigApplication:
    """Say what becomes of it.

    Raises `NotFound`, `Forbidden`, `OnBothSides`, `StepNotAllowed`, `GigNotOpen`, `NoSlotLeft`, `GigBudgetExceeded`.
    """
    if said.status == "withdrawn":
        repository.withdraw(tx, application_id)
    else:
        repository.answer(tx, application_id, said)
    return repository.find_application(tx, application_id)


def list_applications(
    tx: Transaction, *, gig_id: UUID | None, status: ApplicationStatus | None, cursor: str | None, limit: int
) -> Page[GigApplication]:
    """Applications that the actor may see, newest first. Raises `NotFound` for a gig out of sight, `CursorInvalid`."""
    if gig_id is not None:
        gigs.find_gig(tx, gig_id)
    rows = repository.list_applications(
        tx, gig_id=gig_id, status=status, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda application: application.id)
