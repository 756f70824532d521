"""Fixtures of the marketplace's tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from marketplace import api
from marketplace.uploads import service as uploads
from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import make_market
from tests.factories.events import Answer, call, http_event
from tests.factories.people import make_user
from tests.integration.conftest import empty_bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def send(method: str, path: str, *, user: UUID, **event: Any) -> Answer:
    """Through the marketplace's handler, without a server."""
    return call(api.lambda_handler, http_event(method, path, user=user, **event))


@dataclass(frozen=True)
class Sides:
    """A brand with 1,000.00 in its wallet, a creator, and somebody who has nothing to do with them."""

    brand: Person
    brand_id: UUID
    creator: Person
    stranger: Person


@pytest.fixture
def sides(database: Database) -> Sides:
    """Two sides of a deal."""
    with database.connect() as db:
        market = make_market(db, 100_000)
        stranger = make_user(db, "brand")
    return Sides(
        Person(market.owner, send), market.brand, Person(market.creator, send), Person(stranger, send)
    )


@pytest.fixture
def creators(database: Database) -> list[Person]:
    """Ten creators."""
    with database.connect() as db:
        return [Person(make_user(db), send) for _ in range(10)]


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> "Iterator[S3Client]":
    """An empty bucket `work` that files for deals go to; the client looks behind their back."""
    uploads.file_store.cache_clear()
    yield from empty_bucket(s3_server, monkeypatch, "DEAL_FILE_BUCKET", "work")
    uploads.file_store.cache_clear()
