"""What people do to achieve something, and what they are shown of it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.actors import Person
from tests.factories.rewards import record_fact
from tests.typing import Connection

NOW = datetime.now(UTC)
MINE = "/achievements"


def shown(person: Person) -> dict[str, Any]:
    """Achievements of somebody by their keys."""
    return {each["key"]: each for each in person.get(MINE)["data"]}


def level(person: Person, key: str, number: int = 1) -> Any:
    return next(each for each in shown(person)[key]["levels"] if each["level"] == number)


def do(db: Connection, person: Person, fact: str = "deal.released", **more: Any) -> UUID:
    """Somebody does something, and it is counted."""
    made = record_fact(db, person.id, fact, **more)
    db.execute("select app.apply_fact(id, at) from reward_facts where id = %s", (made,))
    return made


def deal(db: Connection, person: Person, number: int, *, role: str = "creator", **more: Any) -> UUID:
    at = NOW - timedelta(minutes=100 - number)
    return do(
        db, person, at=at, reference=str(number), role=role, price=1_000 + number, currency="eur", **more
    )
