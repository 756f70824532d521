"""People of a brand that runs reward programs, and what their tests ask."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.actors import Person
from tests.factories.people import make_member, make_user
from tests.factories.wallets import make_brand_wallet
from tests.integration.rewards.asking import ask
from tests.typing import Connection

PROGRAMS = "/reward-programs"
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).replace(microsecond=0)


@dataclass(frozen=True)
class People:
    owner: Person
    brand: UUID
    manager: Person
    analyst: Person
    stranger: Person
    boss: Person


def make_people(db: Connection) -> People:
    """A brand with 100.00 EUR in its wallet and three members, somebody of another brand, and an administrator."""
    wallet = make_brand_wallet(db, funds=10_000, currency="eur")
    return People(
        Person(wallet.owner, ask), wallet.brand,
        Person(make_member(db, wallet.brand, "campaign_manager"), ask),
        Person(make_member(db, wallet.brand, "analyst"), ask),
        Person(make_user(db, "brand"), ask), Person(make_user(db, "admin"), ask),
    )  # fmt: skip


def funded(person: Person, amount: int = 1_000, **more: object) -> str:
    """A program of that person's brand, in euros, active with so much in its budget; its path."""
    made = person.post(PROGRAMS, name="Spring", currency="eur", **more)
    path = f"{PROGRAMS}/{made['id']}"
    person.post(f"{path}/fund", amount=amount)
    person.post(f"{path}/activate")
    return path
