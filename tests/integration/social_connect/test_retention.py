"""What a synchronisation left goes after thirty days, where a platform asks for it or nobody needs it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.models.platform import Platform
from social_connect.retention import service
from social_connect.sync.service import sync_due
from tests.conftest import Database
from tests.factories.social import redeem, take_ticket
from tests.integration.social_connect.fake_platform import (
    FakePlatform,
    connect,
    platforms,
    post,
)

LATER = (
    "set session_replication_role = replica",
    "update social_accounts set last_synced_at = last_synced_at - interval '30 days'",
    "update creator_cells set recount_at = recount_at - interval '30 days'",
)
"""Thirty days pass: no trigger sees it."""
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute(query.encode()).fetchall()


def jobs(database: Database) -> list[tuple[Any, ...]]:
    return rows(database, "select status, attempts, error from platform_sync_jobs order by id")


def test_raw_rows_of_youtube_go_after_thirty_days_and_others_stay(database: Database, creator: UUID) -> None:
    from common.adapters.social.port import Audience

    crowd = Audience({"DE": 1.0}, {}, {})
    youtube = FakePlatform(platform=Platform.YOUTUBE, posts=[post(1)], crowd=crowd)
    x = FakePlatform(posts=[post(2)], crowd=crowd)
    for fake in (youtube, x):
        connect(database, creator, fake)
    with platforms(youtube, x):
        sync_due(NOON)
        with database.connect() as db:
            db.execute("update social_accounts set status = 'expired'")
        assert sync_due(NOON + timedelta(days=29))["purged"] == 0
        with database.connect() as db:
            db.execute("update platform_sync_jobs set started_at = '2099-01-01', finished_at = '2099-01-01'")
        assert sync_due(NOON + timedelta(days=30))["purged"] == 2
    assert rows(database, "select platform_post_id from content_posts") == [("2",)]
    assert len(rows(database, "select from audience_metrics")) == 1
    assert len(rows(database, "select from creator_analytics")) == 2


def test_brands_find_nobody_by_figures_that_nobody_could_read_for_thirty_days(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "RECOUNTED_AT_ONCE", 1)
    cells = "select platform_set, platform_bits, followers > 0 from creator_cells order by platform_set"
    x, tiktok = FakePlatform(), FakePlatform(platform=Platform.TIKTOK)
    for fake in (x, tiktok):
        connect(database, creator, fake)
    now = datetime.now(UTC)
    with platforms(x, tiktok):
        sync_due(now)
        with database.connect() as db:
            db.execute("update social_accounts set status = 'expired' where platform = 'twitter'")
        assert sync_due(now)["recounted"] == 0
        assert rows(database, cells) == [(0, 6, True), (2, 6, True), (4, 6, True), (6, 6, True)]
        with database.connect() as db:
            for statement in LATER:
                db.execute(statement)
        assert sync_due(now)["recounted"] == 1
        assert rows(database, cells) == [(0, 2, True), (2, 2, True)]
        assert sync_due(now)["recounted"] == 0


def test_old_jobs_are_cleared_away(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "PURGED_AT_ONCE", 1)
    fakes = [FakePlatform(), FakePlatform(platform=Platform.TIKTOK)]
    for fake in fakes:
        connect(database, creator, fake)
    with platforms(*fakes):
        sync_due(NOON)
        with database.connect() as db:
            db.execute("update social_accounts set status = 'expired'")
        assert sync_due(datetime.now(UTC) + timedelta(days=31))["purged"] == 2
    assert jobs(database) == []


def test_a_round_trip_that_is_over_leaves_no_code_and_one_under_way_stays(
    database: Database, creator: UUID, rival: UUID
) -> None:
    left = take_ticket(creator, "tiktok", "carla~1")
    with database.connect() as db:
        db.execute(
            "update oauth_states set expires_at = now() - interval '1 hour', used_at = now() - interval '1 hour',"
            " ticket_expires_at = now() - interval '1 hour'"
        )
    under_way = take_ticket(rival, "youtube", "rita~2")
    with database.connect() as db:
        db.execute("update oauth_states set expires_at = now() where platform = 'youtube'")
    assert service.purge(datetime.now(UTC)) == 1
    assert redeem(creator, left).body["code"] == "OAUTH_TICKET_INVALID"
    assert redeem(rival, under_way).status == 200
