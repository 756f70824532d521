"""The worker goes on where a run had to stop, and does not begin one of its own."""

from datetime import UTC, datetime
from uuid import UUID

from common.models.platform import Platform
from social_connect import schedule, worker
from social_connect.sync.service import enqueue
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.integration.social_connect.fake_platform import FakePlatform, connect, platforms

DONE: dict[str, list[str]] = {"batchItemFailures": []}


def now() -> datetime:
    return datetime.now(UTC)


def test_without_a_run_there_is_nothing_to_go_on_with(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    connect(database, creator, x)
    with platforms(x):
        assert worker.lambda_handler({}, LambdaContext()) == DONE
    assert x.refreshes == 0


def test_what_the_run_left_is_renewed_and_what_it_renewed_is_not(database: Database, creator: UUID) -> None:
    x, tiktok = FakePlatform(), FakePlatform(platform=Platform.TIKTOK)
    connect(database, creator, x)
    with platforms(x, tiktok):
        schedule.lambda_handler(
            {"job": "social-token-refresh", "scheduled_time": now().isoformat()}, LambdaContext()
        )
        connect(database, creator, tiktok)
        worker.lambda_handler({}, LambdaContext())
        worker.lambda_handler({}, LambdaContext())
    assert (x.refreshes, tiktok.refreshes) == (1, 1)


def test_accounts_that_wait_are_read(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    connect(database, creator, x)
    with platforms(x):
        assert enqueue(now()) == 1
        assert enqueue(now()) == 0
        worker.lambda_handler({}, LambdaContext())
    with database.connect() as db:
        assert db.execute("select status from platform_sync_jobs").fetchall() == [("succeeded",)]
