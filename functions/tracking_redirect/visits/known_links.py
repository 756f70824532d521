"""Links from memory, for at most a minute; from the snapshot in S3 where the database does not answer."""

import gzip
import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from common.database_errors import DatabaseUnavailable
from tracking_redirect.settings import snapshot_bucket
from tracking_redirect.visits import repository

SNAPSHOT = "tracking/links-2.jsonl.gz"
"""Numbered by the form of its lines: the release before reads on in its own."""
SECONDS_FRESH = 60
"""A link that is switched off, or whose brand is barred, leads on for so long at most, while the database answers.

While it does not, links lead on as they were last seen, and as the snapshot has them (five minutes).
"""
SECONDS_BETWEEN_ATTEMPTS = 10
"""After a failure the database is left alone: a visitor must not wait for its time-out again and again."""
SECONDS_OF_A_SNAPSHOT = 300
MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Link:
    """What a visit needs of a link."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID | None
    destination_url: str
    expires_at: datetime | None
    expired_url: str | None

    def has_ended(self) -> bool:
        """Whether its time is over; memory may be older than its end."""
        return self.expires_at is not None and self.expires_at <= datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Links by their codes, and those that are found in any case by theirs in lower case."""

    links: dict[str, Link]
    aliases: dict[str, Link]

    def find(self, code: str) -> Link | None:
        """The link of `code`, as `app.link_of` finds it."""
        return self.links.get(code) or self.aliases.get(code.lower())


class KnownLinks:
    """Codes and their links (None: no such code), forgotten by age while the database answers, by number always."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._remembered: OrderedDict[str, tuple[float, Link | None]] = OrderedDict()
        self._snapshot = Snapshot({}, {})
        self._snapshot_at = float("-inf")
        self._database_failed_at = float("-inf")

    def find(self, code: str) -> Link | None:
        """The link of `code`, ended or not.

        Raises `DatabaseUnavailable` where neither database, memory nor snapshot know.
        """
        now = self._clock()
        remembered = self._remembered.get(code)
        if remembered is not None and now - remembered[0] < SECONDS_FRESH:
            return remembered[1]
        if now - self._database_failed_at >= SECONDS_BETWEEN_ATTEMPTS:
            try:
                return self._remember(code, repository.find_whole_link(Link, code), now)
            except DatabaseUnavailable:
                self._database_failed_at = self._clock()
        if remembered is not None:
            return remembered[1]
        if (link := self._snapshot_now().find(code)) is None:
            raise DatabaseUnavailable  # it may be newer than the snapshot: nobody can say that it does not exist
        return link

    def _remember(self, code: str, link: Link | None, now: float) -> Link | None:
        self._remembered[code] = (now, link)
        self._remembered.move_to_end(code)
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)
        return link

    def _snapshot_now(self) -> Snapshot:
        if self._clock() - self._snapshot_at >= SECONDS_OF_A_SNAPSHOT:
            self._snapshot = read_snapshot()
            self._snapshot_at = self._clock()
        return self._snapshot


def read_snapshot() -> Snapshot:
    """The links that led anywhere when the snapshot was written. Raises `DatabaseUnavailable` without one."""
    import boto3
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        body = boto3.client("s3").get_object(Bucket=snapshot_bucket(), Key=SNAPSHOT)["Body"].read()
    except (BotoCoreError, ClientError) as error:
        raise DatabaseUnavailable from error
    snapshot = Snapshot({}, {})
    for line in gzip.decompress(body).splitlines():
        _add_line(snapshot, json.loads(line))
    return snapshot


def _add_line(snapshot: Snapshot, line: list[Any]) -> None:
    code, any_case, link, campaign, brand, creator, destination, expires, expired_url = line
    snapshot.links[code] = Link(
        UUID(link), UUID(campaign), UUID(brand), UUID(creator) if creator else None, destination,
        datetime.fromisoformat(expires) if expires else None, expired_url,
    )  # fmt: skip
    if any_case:
        snapshot.aliases[code.lower()] = snapshot.links[code]
