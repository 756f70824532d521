"""Campaigns and links, and what the recorder mode `queue` needs: a queue, a bucket and a secret."""

from collections.abc import Iterator
from uuid import UUID

import boto3
import pytest
from moto import mock_aws

from common import hash_keys as keys
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import Answer
from tests.factories.links import BASE, make_link
from tests.integration.tracking_redirect.events_of_days import TODAY
from tests.integration.tracking_redirect.orders import click, order, report
from tests.integration.tracking_redirect.queue_mode import (
    Clock,
    start_cold,
)


@pytest.fixture(autouse=True)
def base_url(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where short links begin."""
    monkeypatch.setenv("SHORT_LINK_BASE_URL", BASE)


@pytest.fixture
def campaign(database: Database, owner: UUID) -> UUID:
    """A campaign of the owner's brand."""
    with database.connect() as db:
        return make_campaign(db, owner)


@pytest.fixture
def clock() -> Clock:
    """A clock that a test turns."""
    return Clock()


@pytest.fixture
def queue_url(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[str]:
    """The address of the queue of visits: whoever asks for it records by queue."""
    with mock_aws():
        url = boto3.client("sqs").create_queue(QueueName="clicks")["QueueUrl"]
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="snapshots")
        boto3.client("secretsmanager").create_secret(Name="hash-keys")
        for name, value in (
            ("RECORDER", "queue"), ("QUEUE_URL_CLICKS", url), ("LINK_SNAPSHOT_BUCKET", "snapshots"),
            ("TRACKING_HASH_KEYS_SECRET", "hash-keys"),
        ):  # fmt: skip
            monkeypatch.setenv(name, value)
        start_cold(monkeypatch, clock)
        keys.rotate(TODAY)
        yield url


@pytest.fixture
def code(database: Database, campaign: UUID) -> str:
    """The short code of a link of that campaign."""
    with database.connect() as db:
        return make_link(db, campaign)


@pytest.fixture
def sold(owner: UUID, code: str) -> Answer:
    """An order of 49.99 dollars."""
    answer = report(owner, order(click(code)))
    assert answer.body["is_new"]
    return answer
