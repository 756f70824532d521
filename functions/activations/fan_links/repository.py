"""Statements of links between accounts and fans: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from activations.fan_links.models import FanLink
from common.database import Transaction

LINK: LiteralString = "select id, brand_id, brand_name, devices, created_at from app.list_fan_links()"


def join(tx: Transaction, ticket: str) -> UUID:
    """The fan of a ticket joins the actor's account; the fan. Raises `FanTicketRefused`, `FanHasAnotherAccount`."""
    fan_id: UUID = tx.fetch_value(
        "select app.join_fan(sha256(convert_to(%(ticket)s, 'UTF8')))", {"ticket": ticket}
    )
    return fan_id


def find_link(tx: Transaction, fan_id: UUID) -> FanLink:
    """A link of the actor's own. Raises `NotFound`."""
    return tx.fetch_one(FanLink, f"{LINK} where id = %(id)s", {"id": fan_id})


def list_links(tx: Transaction, *, before: UUID | None, limit: int) -> list[FanLink]:
    """The actor's own, newest first."""
    return tx.fetch_all(
        FanLink,
        f"{LINK} where (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )


def leave(tx: Transaction, fan_id: UUID) -> int:
    """The actor is forgotten as that fan; how many scans are nobody's now. Raises `NotFound`."""
    scans: int = tx.fetch_value("select app.leave_fan(%(id)s)", {"id": fan_id})
    return scans
