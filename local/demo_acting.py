"""Who acts in the demo's story: everybody as themselves, through the same functions as over HTTP."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

Connection = psycopg.Connection[Any]

SEED = 20_261_121


@dataclass
class Story:
    """Who is in it. `db` is the superuser's, inside the one transaction of the whole story."""

    db: Connection
    admin: UUID
    brands: list[UUID]
    creators: list[UUID]
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - a story, no secret
    today: date = field(default_factory=lambda: datetime.now(UTC).date())

    @contextmanager
    def acting(self, user: UUID | None) -> Iterator[Connection]:
        """As `user`, or as the service."""
        claims = {"sub": str(user)} if user else {"role": "service"}
        self.db.execute("select app.begin_request(%s)", (Jsonb(claims),))
        yield self.db
        self.db.execute("reset role")

    def value(self, query: LiteralString, *parameters: object) -> Any:
        """The first column of the first row."""
        row = self.db.execute(query, parameters).fetchone()
        return row[0] if row else None


@dataclass(frozen=True)
class Running:
    """A campaign under way, its owner, and the deliverable that it asks for."""

    owner: UUID
    campaign: UUID
    deliverable: UUID
