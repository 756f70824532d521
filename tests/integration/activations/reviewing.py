"""A brand with flagged scans and those who may look at them."""

from typing import Any
from uuid import UUID

from tests.actors import Person
from tests.factories.activations import make_activation, make_activation_code, make_scan_review
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.activations.asking import ask
from tests.typing import Connection

REVIEWS = "/scan-reviews"


class Desk:
    """A brand with one activation and its members."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self.owner = make_user(db, "brand")
        self.brand = brand_of(db, self.owner)
        self.manager = Person(make_member(db, self.brand, "campaign_manager"), ask)
        self.analyst = Person(make_member(db, self.brand, "analyst"), ask)
        self.activation = make_activation(db, self.brand)
        self.code = make_activation_code(db, self.activation)

    def flag(self, score: int = 65, device: UUID | None = None, **columns: object) -> UUID:
        """A flagged scan; its id."""
        return make_scan_review(self.db, self.code, device, score=score, **columns)

    def facts(self, user: UUID) -> list[str]:
        """The scans that count for somebody."""
        rows = self.db.execute(
            "select reference from reward_facts where subject_user_id = %s and type = 'scan.accepted'",
            (user,),
        )
        return [row[0] for row in rows]

    def told(self, user: UUID) -> list[dict[str, Any]]:
        """What somebody was told of scans that wait."""
        rows = self.db.execute(
            "select metadata from notifications where user_id = %s and type = 'scan_reviews_wait'", (user,)
        )
        return [row[0] for row in rows]
