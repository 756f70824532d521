"""The worker with a push service of the test's own, and what people's channels have heard."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from common.adapters.realtime import choice, over_http
from messaging import worker
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.push_service import PushService, push_service
from tests.logins import own_login


@dataclass(frozen=True)
class Hearing:
    """A worker whose events go to a server of the test's own."""

    database: Database
    push: PushService

    def run(self, *bodies: str, milliseconds: int = 100_000) -> None:
        """One wake-up call of the worker, with its login, and with those messages of the queue."""
        records = [{"body": body} for body in bodies or ("{}",)]
        with own_login(worker.lambda_handler):
            answer = worker.lambda_handler({"Records": records}, LambdaContext(milliseconds=milliseconds))
        assert answer == {"batchItemFailures": []}

    def channel(self, user: UUID) -> str:
        """The name of somebody's channel today."""
        with self.database.connect() as db:
            row = db.execute("select key from realtime_channels where user_id = %s", (user,)).fetchone()
        assert row is not None
        return f"/users/{user}/{row[0]}"

    def heard(self, user: UUID, kind: str | None = None) -> list[dict[str, Any]]:
        """What somebody's channel of today has heard (of a kind), in order."""
        events = self.push.heard_by(self.channel(user))
        return [event for event in events if kind in (None, event["type"])]

    def hints(self) -> list[tuple[dict[str, Any], int, float]]:
        """What waits: payload, claims, and in how many seconds it is due."""
        with self.database.connect() as db:
            return db.execute(
                "select payload, attempts, extract(epoch from available_at - now())::float8 from outbox"
                " where topic = 'realtime' order by id"
            ).fetchall()

    def let_pass(self, seconds: int) -> None:
        """Time goes by for all hints."""
        with self.database.connect() as db:
            db.execute(
                "update outbox set available_at = available_at - make_interval(secs => %(s)s),"
                " expires_at = expires_at - make_interval(secs => %(s)s) where topic = 'realtime'",
                {"s": seconds},
            )

    def forget(self) -> None:
        """Nothing was ever said, and nothing waits."""
        with self.database.connect() as db:
            db.execute("delete from outbox where topic = 'realtime'")
        self.push.heard.clear()
        self.push.requests.clear()


@contextmanager
def hearing_of(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hearing]:
    """Run a push service and let the stage have its address; waits between attempts take no time."""
    with push_service() as push:
        monkeypatch.setenv(choice.HTTP_DOMAIN, push.domain)
        monkeypatch.setenv(choice.LOCAL_KEY, "the-key-of-the-stage")
        monkeypatch.setattr(over_http, "FIRST_WAIT_SECONDS", 0)
        choice._made.cache_clear()
        yield Hearing(database, push)
    choice._made.cache_clear()
