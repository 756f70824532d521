"""Operators start a synchronisation or a refresh by the edge function; nobody else does."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.social import connect, edge, request, tokens_of

ACTIONS = ("sync-all-platforms", "refresh-tokens")


def test_a_run_reads_what_was_connected(creator: UUID) -> None:
    connect(creator, "tiktok", "carla~1")
    answer = edge("sync-all-platforms", service=True)
    assert (answer.status, answer.body["counts"]["synced"]) == (200, 1), answer.body
    posts = request("GET", "/accounts/tiktok/posts", user=creator, query={"limit": "100"}).body["data"]
    assert len(posts) == 12
    figures = request("GET", "/analytics", user=creator).body["data"]
    assert [(day["platform"], day["total_followers"] > 0) for day in figures] == [("tiktok", True)]
    assert request("GET", "/accounts/tiktok", user=creator).body["last_synced_at"] is not None


def test_a_run_renews_what_ends_soon(database: Database, creator: UUID, admin: UUID) -> None:
    account = connect(creator, "tiktok", "carla~1")
    answer = edge("refresh-tokens", user=admin)
    assert (answer.status, answer.body["counts"]["refreshed"]) == (200, 1), answer.body
    assert tokens_of(database, account["id"]) == ("tiktok.carla.1", "tiktok.carla.1")


@pytest.mark.parametrize("action", ACTIONS)
def test_with_nothing_connected_a_run_has_nothing_to_do(admin: UUID, action: str) -> None:
    answer = edge(action, user=admin)
    assert (answer.status, set(answer.body["counts"].values())) == (200, {0}), answer.body


@pytest.mark.parametrize("action", ACTIONS)
def test_only_operators_start_runs(database: Database, creator: UUID, action: str) -> None:
    with database.connect() as db:
        brand = make_user(db, "brand")
    for answer in (edge(action, user=creator), edge(action, user=brand), edge(action)):
        assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
