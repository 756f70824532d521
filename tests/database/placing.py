"""A brand with an active campaign, and steps of its activations."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.activations import make_activation, make_activation_code
from tests.factories.campaigns import make_campaign
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

NOW = datetime.now(UTC)
STEPS = ("launch", "pause", "resume", "complete")


@dataclass(frozen=True)
class Place:
    """Whose, and of which campaign."""

    brand: UUID
    owner: UUID
    campaign: UUID


def draft(db: Connection, place: Place, **columns: object) -> UUID:
    """A draft of that campaign with a code."""
    made = make_activation(db, place.brand, place.campaign, status="draft", **columns)
    make_activation_code(db, made)
    return made


def step(db: Connection, place: Place, name: str, activation: UUID) -> None:
    """Take a step, as the brand's owner."""
    with acting_as(db, place.owner):
        call(db, f"app.{name}_activation", activation)


def refused(db: Connection, place: Place, name: str, activation: UUID) -> Refusal:
    """How a step of the owner is refused."""
    with acting_as(db, place.owner):
        return refusal(db, f"app.{name}_activation", activation)


def status_of(db: Connection, activation: UUID) -> str:
    """What an activation is."""
    row = db.execute("select status from activations where id = %s", (activation,)).fetchone()
    assert row is not None
    found: str = row[0]
    return found


def make_place(db: Connection) -> Place:
    """A brand, who owns it, and an active campaign of it."""
    owner = make_user(db, "brand")
    return Place(brand_of(db, owner), owner, make_campaign(db, owner, status="active"))
