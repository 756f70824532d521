"""The store of the edge: what is hot and fits, brought there in steps that AWS takes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from botocore.stub import Stubber

from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.links import make_link
from tracking_redirect.edge_links import repository
from tracking_redirect.edge_links import service as edge_store
from tracking_redirect.edge_links.repository import HotLink
from tracking_redirect.visits import snapshot

ARN = "arn:aws:cloudfront::123456789012:key-value-store/0c9b0a4e-0000-4000-8000-000000000000"
SHOP = "https://shop.example.com/"


@dataclass
class Store:
    """CloudFront's store, as its API behaves: a version that every change must name, fifty keys a call."""

    pairs: dict[str, str] = field(default_factory=dict)
    version: int = 1
    calls: int = 0

    def describe_key_value_store(self, KvsARN: str) -> dict[str, Any]:  # noqa: N803 - botocore's name
        assert KvsARN == ARN
        return {"ETag": str(self.version), "ItemCount": len(self.pairs)}

    def get_paginator(self, name: str) -> "Store":
        assert name == "list_keys"
        return self

    def paginate(self, KvsARN: str, PaginationConfig: dict[str, int]) -> Iterator[dict[str, Any]]:  # noqa: N803
        assert (KvsARN, PaginationConfig) == (ARN, {"PageSize": 50})
        items = [{"Key": key, "Value": value} for key, value in self.pairs.items()]
        yield from ({"Items": items[start : start + 50]} for start in range(0, len(items), 50))
        yield {}

    def update_keys(self, KvsARN: str, IfMatch: str, **changes: Any) -> dict[str, Any]:  # noqa: N803
        assert (KvsARN, IfMatch) == (ARN, str(self.version))
        assert 0 < sum(map(len, changes.values())) <= 50
        for change in changes.get("Deletes", []):
            del self.pairs[change["Key"]]
        self.pairs |= {change["Key"]: change["Value"] for change in changes.get("Puts", [])}
        assert sum(len(key) + len(value) for key, value in self.pairs.items()) <= 5 * 1_048_576
        self.version += 1
        self.calls += 1
        return {"ETag": str(self.version)}


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty one."""
    made = Store()
    monkeypatch.setattr(edge_store, "_client", lambda: made)
    return made


def _clicked(database: Database, code: str, clicks: int, *, days_ago: int = 1) -> None:
    with database.connect() as db:
        db.execute(
            "insert into tracking_aggregates (campaign_id, brand_id, tracking_link_id, aggregate_date, total_clicks)"
            " select campaign_id, brand_id, id, (now() at time zone 'UTC')::date - %s, %s from tracking_links"
            " where short_code = %s",
            (days_ago, clicks, code),
        )


def _link(database: Database, campaign: UUID, clicks: int = 5, **columns: Any) -> str:
    with database.connect() as db:
        code = make_link(db, campaign, **columns)
    if clicks:
        _clicked(database, code, clicks)
    return code


def _change(database: Database, statement: str, *arguments: object) -> None:
    with database.connect() as db:
        db.execute(statement.encode(), arguments)


def test_hot_links_are_put_there_and_what_is_no_more_is_taken_away(
    database: Database, campaign: UUID, store: Store
) -> None:
    soon = datetime.now(UTC) + timedelta(days=1)
    hot = _link(database, campaign, destination_url=f"{SHOP}?a=1#top")
    ending = _link(database, campaign, expires_at=soon)
    _link(database, campaign, clicks=0)
    assert edge_store.publish(ARN) == {"links_at_the_edge": 2, "links_at_the_edge_changed": 2}
    assert json.loads(store.pairs[hot]) == {"to": f"{SHOP}?a=1#top", "ends": None}
    assert json.loads(store.pairs[ending])["ends"] == int(soon.timestamp() * 1000)
    assert edge_store.publish(ARN) == {"links_at_the_edge": 2, "links_at_the_edge_changed": 0}
    assert store.calls == 1, "what did not change is not written"
    _change(database, "update tracking_links set disabled_at = now() where short_code = %s", hot)
    _change(
        database,
        "update tracking_links set destination_url = 'https://b.example/' where short_code = %s",
        ending,
    )
    assert edge_store.publish(ARN) == {"links_at_the_edge": 1, "links_at_the_edge_changed": 2}
    assert json.loads(store.pairs[ending])["to"] == "https://b.example/"


def test_links_that_lead_nowhere_are_not_there(database: Database, campaign: UUID, store: Store) -> None:
    with database.connect() as db:
        barred = make_campaign(db)
    codes = [
        _link(database, campaign, disabled_at=datetime.now(UTC)),
        _link(database, campaign, destination_url=f"{SHOP}{'a' * 1_100}"),
        _link(database, barred),
    ]
    ended = _link(database, campaign, expires_at=datetime.now(UTC) + timedelta(days=1))
    _change(database, "update tracking_links set expires_at = now() where short_code = %s", ended)
    _change(
        database,
        "update auth.users set status = 'banned' where id in (select user_id from brand_memberships as m"
        " inner join campaigns as c on c.brand_id = m.brand_id where c.id = %s)",
        barred,
    )
    here = _link(database, campaign)
    edge_store.publish(ARN)
    assert list(store.pairs) == [here]
    assert not set(codes) & set(store.pairs)


def test_the_hottest_come_first_and_last_weeks_are_forgotten(database: Database, campaign: UUID) -> None:
    cold, hot, hotter = (_link(database, campaign, clicks=0) for _ in range(3))
    _clicked(database, cold, 1_000, days_ago=9)
    _clicked(database, hot, 10)
    _clicked(database, hotter, 6)
    _clicked(database, hotter, 6, days_ago=2)
    with database.connect() as db:
        rows = db.execute("select short_code from app.hot_links(10)").fetchall()
        one = db.execute("select short_code from app.hot_links(1)").fetchall()
    assert rows == [(hotter,), (hot,)]
    assert one == [(hotter,)]


def test_many_are_written_in_steps_and_what_does_not_fit_is_left() -> None:
    link = HotLink("x", SHOP, None)
    many = [HotLink(f"code{number}", SHOP, None) for number in range(120)]
    store = Store({f"old{number}": "v" for number in range(60)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edge_store, "_client", lambda: store)
        patch.setattr(repository, "hot_links", lambda _tx, _most: many)
        patch.setattr(edge_store, "transaction", _no_transaction)
        assert edge_store.publish(ARN)["links_at_the_edge_changed"] == 180
    assert store.calls == 2 + 3
    assert set(store.pairs) == {one.short_code for one in many}
    long = [HotLink(f"{number:05}", f"{SHOP}{'a' * 900}", None) for number in range(10_000)]
    fitting = edge_store.fitting(long)
    assert sum(len(key) + len(value) for key, value in fitting.items()) <= edge_store.MOST_BYTES
    assert 4_000 < len(fitting) < 5_000
    unfit = [
        HotLink("a" * 513, SHOP, None),
        HotLink("y", f"{SHOP}münchen", None),
        HotLink("z", f"{SHOP}\r\n", None),
    ]
    assert edge_store.fitting([*unfit, link]).keys() == {"x"}


class _no_transaction:  # noqa: N801 - stands for a function
    def __init__(self, _actor: object) -> None:
        """Nobody asks."""

    def __enter__(self) -> None:
        """Nothing."""

    def __exit__(self, *_error: object) -> None:
        """Nothing."""


def test_awss_own_description_of_the_store_takes_these_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "us-east-1")
    client = edge_store._client()
    with Stubber(client) as stub:
        stub.add_response(
            "describe_key_value_store",
            {
                "ETag": "one",
                "ItemCount": 1,
                "TotalSizeInBytes": 4,
                "KvsARN": ARN,
                "Created": datetime.now(UTC),
            },
            {"KvsARN": ARN},
        )
        stub.add_response(
            "list_keys", {"Items": [{"Key": "old", "Value": "v"}]}, {"KvsARN": ARN, "MaxResults": 50}
        )
        answer = {"ETag": "two", "ItemCount": 0, "TotalSizeInBytes": 0}
        stub.add_response(
            "update_keys", answer, {"KvsARN": ARN, "IfMatch": "one", "Deletes": [{"Key": "old"}]}
        )
        stub.add_response(
            "update_keys", answer,
            {"KvsARN": ARN, "IfMatch": "two", "Puts": [{"Key": "x", "Value": '{"to":"https://s.example/","ends":null}'}]},
        )  # fmt: skip
        monkeypatch.setattr(edge_store, "_client", lambda: client)
        monkeypatch.setattr(
            repository, "hot_links", lambda _tx, _most: [HotLink("x", "https://s.example/", None)]
        )
        monkeypatch.setattr(edge_store, "transaction", _no_transaction)
        edge_store.publish(ARN)
        stub.assert_no_pending_responses()


@pytest.mark.usefixtures("queue_url")
def test_the_offline_copy_fills_the_store_where_the_stage_has_one(
    database: Database, campaign: UUID, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = _link(database, campaign)
    assert "links_at_the_edge" not in snapshot.copy_for_offline()
    assert store.pairs == {}
    monkeypatch.setenv("LINK_STORE_ARN", ARN)
    assert snapshot.copy_for_offline()["links_at_the_edge"] == 1
    assert list(store.pairs) == [code]
