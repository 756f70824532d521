"""A brand, a creator, a stranger and a launched campaign, each acting through the handler."""

from dataclasses import dataclass
from uuid import UUID

from tests.actors import Person
from tests.conftest import Database
from tests.factories.ledger import account, balance


@dataclass
class LaunchedCampaign:
    """A launched campaign with one deliverable of 100.00."""

    database: Database
    brand: Person
    brand_id: UUID
    creator: Person
    stranger: Person
    campaign: str
    deliverable: str

    def invite(self) -> str:
        """A pending invitation of the creator; its path."""
        invitation = self.brand.post(f"{self.campaign}/invitations", creator_user_id=str(self.creator.id))
        return f"/invitations/{invitation['id']}"

    def accept(self) -> str:
        """The creator takes part; the participant's path."""
        return f"/participants/{self.creator.post(f'{self.invite()}/accept')['id']}"

    def submit(self, unit: int = 1) -> str:
        """The creator's content for a unit; the submission's path."""
        submission = self.creator.post(
            f"{self.campaign}/submissions", deliverable_id=self.deliverable, unit=unit,
            submission_type="text", description="A poem",
        )  # fmt: skip
        return f"/submissions/{submission['id']}"

    def available(self) -> int:
        """Cents in the brand's wallet."""
        with self.database.connect() as db:
            return balance(db, account(db, "brand_available", brand_id=self.brand_id))

    def earned(self) -> list[int]:
        """Net cents of each of the creator's earnings."""
        with self.database.connect() as db:
            rows = db.execute(
                "select amount from earnings where creator_user_id = %s order by id", (self.creator.id,)
            ).fetchall()
        return [row[0] for row in rows]

    def told(self, person: Person, kind: str) -> int:
        """How many notifications of a type somebody has."""
        with self.database.connect() as db:
            row = db.execute(
                "select count(*) from notifications where user_id = %s and type = %s", (person.id, kind)
            ).fetchone()
        assert row is not None
        return int(row[0])
