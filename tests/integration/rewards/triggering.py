"""Who keeps triggers in the tests, and how they ask."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.actors import Person
from tests.conftest import Database
from tests.factories.people import brand_of, make_user
from tests.factories.rewards import make_program
from tests.integration.rewards.asking import ask

TRIGGERS = "/reward-triggers"
POINTS = {"kind": "points", "points": 10}
MONEY = {"kind": "money", "amount": 500, "currency": "eur"}
DEALS = {"on": "deal.released", "who": "creator"}


@dataclass
class Stage:
    """An administrator with a program of the platform, a brand with one of its own, and another brand."""

    database: Database
    boss: Person
    brand: Person
    other: Person
    brand_id: UUID
    platform_program: UUID
    program: UUID

    def draft(self, who: Person | None = None, **more: object) -> Any:
        """A new trigger: the brand's, or an administrator's in the platform's program."""
        program = self.platform_program if who is self.boss else self.program
        body: dict[str, Any] = {"program_id": str(program), "key": "a-trigger", "name": "Deals", "definition": DEALS,
                                "reward": POINTS} | more  # fmt: skip
        return (who or self.brand).post(TRIGGERS, **body)

    def live(self, who: Person | None = None, **more: object) -> Any:
        """The same, live."""
        made = self.draft(who, **more)
        return (who or self.brand).post(f"{TRIGGERS}/{made['id']}/live", version=1, carry_counters=False)

    def value(self, statement: str, *parameters: object) -> Any:
        """One value, as the superuser sees it."""
        with self.database.connect() as db:
            row = db.execute(statement.encode(), parameters).fetchone()
        return row[0] if row else None


def set_up(database: Database) -> Stage:
    """All of them, with programs in euros."""
    with database.connect() as db:
        boss, owner, other = make_user(db, "admin"), make_user(db, "brand"), make_user(db, "brand")
        brand = brand_of(db, owner)
        return Stage(
            database, Person(boss, ask), Person(owner, ask), Person(other, ask), brand,
            make_program(db, currency="eur"), make_program(db, brand, currency="eur"),
        )  # fmt: skip
