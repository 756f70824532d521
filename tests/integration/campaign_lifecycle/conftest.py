"""Fixtures of the campaign engine's tests."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest

from campaign_lifecycle.assets import service as assets
from tests.actors import Person
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_deliverable
from tests.factories.ledger import fund_brand
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign
from tests.integration.campaign_lifecycle.uploads import BUCKET, UploadingCampaign

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture
def launched(database: Database) -> LaunchedCampaign:
    """A campaign that runs until 2090, with one tweet of 100.00, and 500.00 in the wallet."""
    with database.connect() as db:
        brand = Person(make_user(db, "brand"))
        brand_id = brand_of(db, brand.id)
        fund_brand(db, brand_id, 50_000)
        creator, stranger = Person(make_user(db)), Person(make_user(db, "brand"))
    campaign = f"/campaigns/{brand.post('/campaigns', name='Summer', timeline_end='2090-01-01')['id']}"
    deliverable = brand.post(
        f"{campaign}/deliverables", deliverable_type="tweet", compensation_amount=10_000
    )["id"]  # fmt: skip
    brand.post(f"{campaign}/launch")
    return LaunchedCampaign(database, brand, brand_id, creator, stranger, campaign, deliverable)


@pytest.fixture
def participant(launched: LaunchedCampaign) -> str:
    """The path of a participation."""
    return launched.accept()


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> "Iterator[S3Client]":
    """An empty bucket that the capability takes for its own; the client looks behind its back."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_server)
    monkeypatch.setenv("ASSET_BUCKET", BUCKET)
    assets.file_store.cache_clear()
    client = boto3.client("s3", region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    yield client
    for found in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=found["Key"])
    client.delete_bucket(Bucket=BUCKET)
    assets.file_store.cache_clear()


@pytest.fixture
def uploading(database: Database, bucket: "S3Client") -> UploadingCampaign:
    with database.connect() as db:
        brand = Person(make_user(db, "brand"))
        brand_id = brand_of(db, brand.id)
        fund_brand(db, brand_id, 50_000)
        creator, stranger = Person(make_user(db)), Person(make_user(db))
        rival, analyst = Person(make_user(db, "brand")), Person(make_member(db, brand_id, "analyst"))
        campaign = make_campaign(db, brand.id)
        deliverable = make_deliverable(db, campaign, compensation_amount=100, quantity=2)
    path = f"/campaigns/{campaign}"
    brand.post(f"{path}/launch")
    invitation = brand.post(f"{path}/invitations", creator_user_id=str(creator.id))
    creator.post(f"/invitations/{invitation['id']}/accept")
    return UploadingCampaign(
        database, bucket, brand, analyst, creator, stranger, rival, path, str(deliverable)
    )
