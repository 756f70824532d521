"""Use cases of links of gates and screens."""

from uuid import UUID

from activations.activation_codes.service import base_url
from activations.staff_links import repository
from activations.staff_links.models import NewlyMadeStaffLink, NewStaffLink
from activations.staff_links.tokens import hash_of, new_token
from common.database import Transaction
from common.errors import NotFound
from common.models.activation_staff import StaffLink
from common.models.base import Page
from common.pagination import decode_id_cursor, page


def make_link(tx: Transaction, activation_id: UUID, draft: NewStaffLink) -> NewlyMadeStaffLink:
    """A link with a token that nobody can read again.

    Raises `NotFound`, `Forbidden`, `TooManyStaffLinks`, `StaffLinkTooLate`.
    """
    token = new_token()
    made = repository.insert_link(tx, activation_id, draft, token_hash=hash_of(token))
    if made is None:
        raise NotFound
    # Behind `#`, which no browser sends to anybody: the token stands in no log, and in no preview.
    return NewlyMadeStaffLink(**made.model_dump(), url=f"{base_url()}/q/staff#{token}")


def list_links(tx: Transaction, activation_id: UUID, *, cursor: str | None, limit: int) -> Page[StaffLink]:
    """Links of an activation, newest first. Raises `CursorInvalid`."""
    rows = repository.list_links(tx, activation_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda link: link.id)


def revoke_link(tx: Transaction, staff_id: UUID) -> None:
    """A link opens nothing from now on; again: no change. Raises `NotFound`."""
    if not repository.revoke_link(tx, staff_id):
        raise NotFound
