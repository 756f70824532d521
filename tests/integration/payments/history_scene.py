"""Who acts in a random history: brands with wallets in several currencies, creators, and their campaigns."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg

from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_magic import Magic
from common.adapters.payments.stub_store import Body, select_bodies
from common.database import transaction
from common.identity import SERVICE, Actor
from payments.connect.service import connect_status, start_onboarding
from payments.events.service import Effect
from payments.wallets.repository import open_wallet
from tests.factories.agents import make_agent
from tests.factories.campaigns import make_campaign
from tests.factories.money import Deal, make_participant
from tests.factories.payments import allow_withdrawals
from tests.factories.people import brand_of, make_user
from tests.factories.referrals import refer
from tests.integration.payments.stripe_model import Asked, Key
from tests.typing import Connection

CURRENCIES = ("usd", "eur", "jpy")


@dataclass(frozen=True)
class Purse:
    """A brand's wallet, with its owner."""

    id: UUID
    owner: Actor
    brand: UUID
    currency: str

    @property
    def key(self) -> Key:
        """As the model names it."""
        return self.brand, self.currency


@dataclass
class Earning:
    """What a creator earned of a campaign, and what was taken back of it, in minor units."""

    id: UUID
    purse: Purse
    creator: UUID
    net: int
    fee: int
    taken: int = 0
    fee_taken: int = 0


@dataclass
class Scene:
    """All that the acts of one history share; the same dice make the same history."""

    db: Connection
    dice: random.Random
    asked: Asked = field(default_factory=Asked)
    purses: list[Purse] = field(default_factory=list)
    creators: list[UUID] = field(default_factory=list)
    deals: list[tuple[Purse, Deal]] = field(default_factory=list)
    earnings: list[Earning] = field(default_factory=list)
    unanswered: list[tuple[Actor, UUID]] = field(default_factory=list)
    """Deposits whose client has heard nothing yet, and asks again."""
    slow: list[Effect] = field(default_factory=list)
    """What workers heard of Stripe and have not booked yet."""
    stub: StubPaymentAdapter = field(default_factory=StubPaymentAdapter)

    def set_up(self) -> None:
        """One brand or two, wallets in one currency or more, one creator or two with accounts, and campaigns."""
        allow_withdrawals(self.db)
        self.creators = [make_user(self.db, "creator") for _ in range(self.dice.randint(1, 2))]
        agent = make_agent(self.db)
        # Who works is brought by an agent who does nothing else, or by another one who works: both kinds in one payout.
        self.db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (self.creators[-1],))
        refer(self.db, self.creators[-1] if len(self.creators) > 1 else agent, self.creators[0])
        for payee in (*self.creators, agent):
            start_onboarding(Actor("user", payee), "DE")
            connect_status(Actor("user", payee))
        for _ in range(self.dice.randint(1, 2)):
            owner = make_user(self.db, "brand")
            brand = brand_of(self.db, owner)
            refer(self.db, agent, owner)
            for currency in self.dice.sample(CURRENCIES, self.dice.choice((1, 1, 2))):
                with transaction(Actor("user", owner)) as tx:
                    wallet = open_wallet(tx, brand, None, currency)
                self._open(Purse(wallet, Actor("user", owner), brand, currency), owner)

    def _open(self, purse: Purse, owner: UUID) -> None:
        self.purses.append(purse)
        campaign = make_campaign(self.db, owner, status="active", currency=purse.currency)
        for creator in self.creators:
            participant = make_participant(self.db, campaign, purse.brand, creator)
            self.deals.append((purse, Deal(owner, purse.brand, campaign, creator, participant)))

    def amount(self, *magic: Magic, most: int = 60_000) -> int:
        """Odd minor units, now and then with something that goes wrong."""
        if magic and self.dice.random() < 0.35:
            return self.dice.randrange(1, max(most // 1000, 2)) * 1000 + self.dice.choice(magic)
        return self.dice.randint(1_000, most)

    def some(self, kind: str, *statuses: str) -> Body | None:
        """One of Stripe's objects of a kind, in one of the statuses where some are named; no foreign intent."""
        found = [
            body for body in select_bodies(kind, None, None)
            if (not statuses or body["status"] in statuses) and body.get("deposit_id", "ours")
        ]  # fmt: skip
        return self.dice.choice(found) if found else None

    def ask(self, query: Any, *parameters: object) -> Any:
        """A function's answer, or None where a rule of ours refused: funds, budget, earning."""
        try:
            row = self.db.execute(query, parameters).fetchone()
        except psycopg.Error as error:
            if error.sqlstate not in ("IM001", "IM006", "IM007"):
                raise
            return None
        return row[0] if row else None

    def book_late(self) -> None:
        """A slow worker books what it heard of Stripe some time ago."""
        if self.slow:
            effect = self.slow.pop(self.dice.randrange(len(self.slow)))
            with transaction(SERVICE) as tx:
                effect(tx)

    def let_time_pass(self, interval: str) -> None:
        """What waits for its time is due: as if it had all been that much earlier."""
        with self.db.transaction():
            self.db.execute("set local session_replication_role = replica")
            self.db.execute(
                "update wallet_transactions set updated_at = updated_at - %s::interval"
                " where status = 'pending' and transaction_type = 'withdrawal'", (interval,)
            )  # fmt: skip
            self.db.execute(
                "update payouts set last_attempt_at = last_attempt_at - %(by)s::interval,"
                " first_attempt_at = first_attempt_at - %(by)s::interval where status <> 'paid'", {"by": interval}
            )  # fmt: skip
            self.db.execute("update stripe_events set available_at = now() where status = 'received'")
            self.db.execute("update connected_accounts set available_at = now()")


def now() -> datetime:
    """The moment, as timers are told it."""
    return datetime.now(UTC)
