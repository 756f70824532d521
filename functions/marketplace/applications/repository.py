"""Statements of applications."""

from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.filters import where
from common.models.gigs import GigApplication
from marketplace.applications.models import ApplicationAnswer, ApplicationDraft

APPLICATION: LiteralString = (
    "select id, gig_id, brand_id, app.brand_card(brand_id) as brand, creator_user_id,"
    " app.creator_card(creator_user_id) as creator, note, price, answers, status, rejection_reason, rejection_note,"
    " reapply_after, meets, expires_at, answered_at, created_at from gig_applications"
)


def apply(tx: Transaction, draft: ApplicationDraft) -> UUID:
    """An application of the actor; its id."""
    made: UUID = tx.fetch_value(
        "select app.apply_to_gig(%(gig_id)s, %(note)s, %(price)s, %(answers)s)",
        draft.model_dump() | {"answers": Jsonb(draft.answers)},
    )
    return made


def answer(tx: Transaction, application_id: UUID, said: ApplicationAnswer) -> None:
    """What the brand says; an approval makes a deal."""
    tx.execute(
        "select app.answer_application(%(id)s, %(status)s, %(rejection_reason)s, %(rejection_note)s,"
        " %(reapply_after)s)",
        said.model_dump() | {"id": application_id},
    )


def withdraw(tx: Transaction, application_id: UUID) -> None:
    """What its author says."""
    tx.execute("select app.withdraw_application(%(id)s)", {"id": application_id})


def find_application(tx: Transaction, application_id: UUID) -> GigApplication:
    """The application, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(GigApplication, f"{APPLICATION} where id = %(id)s", {"id": application_id})


def list_applications(
    tx: Transaction, *, gig_id: UUID | None, status: str | None, before: UUID | None, limit: int
) -> list[GigApplication]:
    """Applications that the actor may see, newest first."""
    given = where(
        ("gig_id = %(gig_id)s", gig_id), ("status = %(status)s", status), ("id < %(before)s", before)
    )
    return tx.fetch_all(
        GigApplication,
        f"{APPLICATION} where {given} order by id desc limit %(limit)s",
        {"gig_id": gig_id, "status": status, "before": before, "limit": limit},
    )
