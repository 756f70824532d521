"""Use cases of links between accounts and fans."""

from uuid import UUID

from activations.fan_links import repository
from activations.fan_links.models import FanLink
from activations.fans.models import FanForgotten
from common.database import Transaction
from common.models.base import Page
from common.pagination import decode_id_cursor, page


def join(tx: Transaction, ticket: str) -> FanLink:
    """The fan of a ticket joins the actor, with what they scanned in 90 days.

    Raises `FanTicketRefused`, `FanHasAnotherAccount`.
    """
    return repository.find_link(tx, repository.join(tx, ticket))


def list_links(tx: Transaction, *, cursor: str | None, limit: int) -> Page[FanLink]:
    """The actor's own, newest first. Raises `CursorInvalid`."""
    rows = repository.list_links(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda link: link.id)


def leave(tx: Transaction, fan_id: UUID) -> FanForgotten:
    """The brand forgets the actor as its fan. Raises `NotFound`."""
    return FanForgotten(scans=repository.leave(tx, fan_id))
