"""People of a brand with an active campaign, and what their tests ask of the routes of activations."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.actors import Person
from tests.factories.campaigns import make_campaign
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.activations.asking import ask
from tests.typing import Connection

ACTIVATIONS, GEOFENCES = "/activations", "/geofences"
NOW = datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class People:
    owner: Person
    brand: UUID
    campaign: UUID
    manager: Person
    analyst: Person
    stranger: Person
    boss: Person

    def planned(self, **more: object) -> dict[str, object]:
        """A body of a draft of their campaign that has begun and ends tomorrow."""
        return {
            "campaign_id": str(self.campaign), "kind": "qr", "name": "Scan us",
            "starts_at": (NOW - timedelta(hours=1)).isoformat(), "ends_at": (NOW + timedelta(days=1)).isoformat(),
        } | more  # fmt: skip


def make_people(db: Connection) -> People:
    """A brand with three members and an active campaign, somebody of another brand, and an administrator."""
    owner = make_user(db, "brand")
    brand = brand_of(db, owner)
    return People(
        Person(owner, ask), brand, make_campaign(db, owner, status="active"),
        Person(make_member(db, brand, "campaign_manager"), ask), Person(make_member(db, brand, "analyst"), ask),
        Person(make_user(db, "brand"), ask), Person(make_user(db, "admin"), ask),
    )  # fmt: skip
