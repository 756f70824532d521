"""A platform with many accounts that refuses some, and what is noted of that."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID

from common.adapters.social.port import TokenRefused, Tokens
from common.models.platform import Platform
from social_connect.refresh.service import refresh_due
from tests.conftest import Database
from tests.integration.social_connect.fake_platform import (
    FakePlatform,
    Many,
    accounts,
    platforms,
    time_passes,
)


class Moody(Many):
    """A platform that refuses whom its mood says, one account after the other."""

    def __init__(self, *moods: Exception | None, platform: Platform = Platform.YOUTUBE) -> None:
        super().__init__(platform=platform)
        self.moods: Iterator[Exception | None] = cycle(moods or (None,))
        self.asked: list[str] = []

    def be(self, *moods: Exception | None) -> None:
        """From now on."""
        self.moods = cycle(moods)

    def refresh(self, tokens: Tokens) -> Tokens:
        """By mood."""
        self.asked.append(tokens.access_token)
        if (error := next(self.moods)) is not None:
            raise error
        return super().refresh(tokens)


REFUSED = TokenRefused("invalid_grant")


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def crowd(database: Database, platform: FakePlatform, size: int) -> list[UUID]:
    """So many accounts, the first the most urgent."""
    ids = []
    for number in range(size):
        platform.platform_user_id = f"{platform.platform}-{number}"
        ids += accounts(database, platform, expires_in=timedelta(minutes=10 + number))
    return ids


def query(database: Database, sql: str) -> list[tuple[Any, ...]]:
    """All rows."""
    with database.connect() as db:
        return db.execute(sql.encode()).fetchall()


def told(database: Database) -> list[str]:
    """The types of all notifications."""
    return [row[0] for row in query(database, "select type from notifications order by type")]


def states(database: Database) -> dict[str, int]:
    """How many accounts are in which state."""
    return dict(query(database, "select status, count(*) from social_accounts group by status"))


def run(platform: FakePlatform) -> dict[str, int]:
    """What the timer does, at this platform."""
    with platforms(platform):
        return dict(refresh_due(now()))


def hours_pass(database: Database, hours: int) -> None:
    """As if all that is noted had been noted that much earlier."""
    with database.connect() as db:
        for column in ("refused_since", "refused_at", "renewed_at"):
            db.execute(
                f"update social_token_refreshes set {column} = {column} - make_interval(hours => %s)".encode(),
                (hours,),
            )
        db.execute(
            "update social_platforms set doubted_since = doubted_since - make_interval(hours => %(h)s),"
            " administrators_told_at = administrators_told_at - make_interval(hours => %(h)s)",
            {"h": hours},
        )
    time_passes(database)
