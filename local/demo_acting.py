"""Who acts in the demo's story: everybody as themselves, through the same functions as over HTTP."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from common.random_codes import random_code

Connection = psycopg.Connection[Any]

SEED = 20_261_121


@dataclass
class Story:
    """Who is in it. `db` is the superuser's, inside the one transaction of the whole story."""

    db: Connection
    admin: UUID
    brands: list[UUID]
    creators: list[UUID]
    agents: list[UUID]
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - a story, no secret
    today: date = field(default_factory=lambda: datetime.now(UTC).date())

    @contextmanager
    def acting(self, user: UUID | None) -> Iterator[Connection]:
        """As `user`, or as the service."""
        claims = {"sub": str(user)} if user else {"role": "service"}
        self.db.execute("select app.begin_request(%s)", (Jsonb(claims),))
        yield self.db
        self.db.execute("reset role")

    @contextmanager
    def long_ago(self) -> Iterator[Connection]:
        """What no door does: times that have passed already. No trigger stands in the way."""
        self.db.execute("set local session_replication_role = replica")
        yield self.db
        self.db.execute("set local session_replication_role = origin")

    def value(self, query: LiteralString, *parameters: object) -> Any:
        """The first column of the first row."""
        row = self.db.execute(query, parameters).fetchone()
        return row[0] if row else None


@dataclass(frozen=True)
class Running:
    """A campaign under way, its owner, and the deliverable that it asks for: two reels of 250.00 each."""

    owner: UUID
    campaign: UUID
    deliverable: UUID


def invite(story: Story, running: Running, creator: UUID) -> UUID:
    """The brand invites a creator; the invitation's id."""
    with story.acting(running.owner):
        invitation: UUID = story.value(
            "select app.invite_creator(%s, %s, 50000, 'We like your work.', 'Two reels within the month.', %s)",
            running.campaign, creator, datetime.now(UTC) + timedelta(days=14),
        )  # fmt: skip
    return invitation


def accept(story: Story, creator: UUID, invitation: UUID) -> None:
    """The creator takes part."""
    with story.acting(creator):
        story.value("select app.accept_invitation(%s, %s)", invitation, [random_code() for _ in range(3)])


def hand_in(story: Story, running: Running, creator: UUID, unit: int) -> UUID:
    """The creator hands in a reel; the submission's id."""
    code = f"{running.campaign.hex[-6:]}{creator.hex[-4:]}{unit}"
    with story.acting(creator):
        submission: UUID = story.value(
            "select app.submit_content(%s, %s, %s, 'url', %s, null, 'A reel')",
            running.campaign, running.deliverable, unit, f"https://www.instagram.com/reel/{code}/",
        )  # fmt: skip
    return submission


def review(story: Story, running: Running, submission: UUID, decision: str) -> None:
    """The brand decides about a reel."""
    with story.acting(running.owner):
        story.value(
            "select app.review_submission(%s, %s, %s, 1)", submission, decision, "More light, please."
        )
