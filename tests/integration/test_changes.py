"""Each change takes null where its description says that it may: through the doors, down to the tables."""

import pytest
from pydantic import BaseModel

from campaign_lifecycle import api as campaigns
from campaign_lifecycle.campaigns.models import CampaignPatch
from campaign_lifecycle.deliverables.models import DeliverablePatch
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_deliverable
from tests.factories.events import call, http_event
from tests.factories.links import make_link
from tests.factories.people import brand_of, make_user
from tracking_redirect import api as tracking
from tracking_redirect.links.models import LinkChange
from user_management import api as users
from user_management.brands.models import BrandPatch
from user_management.users.models import ProfilePatch


def nullable(model: type[BaseModel]) -> dict[str, None]:
    return {
        name: None for name, field in model.model_fields.items()
        if type(None) in getattr(field.annotation, "__args__", ())
    }  # fmt: skip


def test_every_null_that_is_described_is_taken(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHORT_LINK_BASE_URL", "https://go.example.com")
    with database.connect() as db:
        owner = make_user(db, "brand")
        campaign = make_campaign(db, owner)
        deliverable, code = make_deliverable(db, campaign), make_link(db, campaign)
        row = db.execute("select id from tracking_links where short_code = %s", (code,)).fetchone()
        link = row[0] if row else None
        brand = brand_of(db, owner)
    for door, path, model in (
        (campaigns, f"campaigns/{campaign}", CampaignPatch),
        (campaigns, f"campaigns/{campaign}/deliverables/{deliverable}", DeliverablePatch),
        (tracking, f"tracking-links/{link}", LinkChange),
        (users, f"brands/{brand}", BrandPatch),
        (users, "users/me", ProfilePatch),
    ):
        body = nullable(model)
        assert body
        answer = call(door.lambda_handler, http_event("PATCH", f"/api/v1/{path}", user=owner, body=body))
        assert (answer.status, {name: answer.body[name] for name in body}) == (200, body), path
