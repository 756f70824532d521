"""A deposit that waits for its payer, on both sides."""

from uuid import UUID

from common.adapters.payments.stub_store import find
from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.payments import deposit, request


class Unpaid:
    """A deposit that waits for its payer."""

    def __init__(self, database: Database, owner: UUID, amount: int = 5_000) -> None:
        self.database, self.owner = database, owner
        self.intent = deposit(owner, amount)
        with database.connect() as db:
            row = db.execute(
                "select wallet_id, id from wallet_transactions where reference_id = %s", (self.intent,)
            ).fetchone()
        assert row is not None
        self.wallet, self.id = row

    def cancel(self, *, user: UUID | None = None, key: str | None = None) -> Answer:
        """What the brand asks for."""
        path = f"/wallets/{self.wallet}/deposits/{self.id}/cancel"
        return request("POST", path, user=user or self.owner, key=key)

    @property
    def status(self) -> str:
        """Ours."""
        with self.database.connect() as db:
            row = db.execute("select status from wallet_transactions where id = %s", (self.id,)).fetchone()
        assert row is not None
        return str(row[0])

    @property
    def at_stripe(self) -> str:
        """Stripe's."""
        return str(find("payment_intent", self.intent)["status"])
