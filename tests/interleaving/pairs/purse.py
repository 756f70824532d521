"""A brand's wallet to act on, and the proof of the books."""

from uuid import UUID

from common.database import transaction
from common.identity import SERVICE
from payments.withdrawals.repository import begin_withdrawal as write_down
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.people import brand_of, make_user
from tests.interleaving.acting import value
from tests.interleaving.exploring import Connection


class Purse:
    """A brand with one deposit in its wallet."""

    def __init__(self, db: Connection, amount: int = 10_000) -> None:
        self.db = db
        self.owner = make_user(db, "brand")
        self.brand = brand_of(db, self.owner)
        self.deposit = fund_brand(db, self.brand, amount)
        self.intent = value(db, "select reference_id from wallet_transactions where id = %s", self.deposit)
        self.wallet = value(db, "select app.wallet_of(%s, null, 'usd')", self.brand)

    @property
    def available(self) -> int:
        """Minor units."""
        return balance(self.db, account(self.db, "brand_available", brand_id=self.brand))

    def withdrawal(self, amount: int) -> UUID:
        """One that is written down and not settled."""
        with transaction(SERVICE) as tx:
            (written,) = write_down(tx, self.wallet, amount, None)
        return written.withdrawal_id

    def lines(self, kind: str) -> list[tuple[int, str]]:
        """Amounts and statuses of the wallet's lines of a kind."""
        rows = self.db.execute(
            "select amount, status from wallet_transactions where wallet_id = %s and transaction_type = %s"
            " order by id", (self.wallet, kind),
        ).fetchall()  # fmt: skip
        return [(row[0], row[1]) for row in rows]


def require_books(db: Connection) -> None:
    """Everything that the nightly proof looks at agrees."""
    found = db.execute(
        "select * from ledger.find_broken_books(1) union all select * from ledger.find_broken_transactions()"
        " union all select * from app.find_broken_money()"
    ).fetchall()
    assert found == []
