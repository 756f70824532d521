"""What a campaign or a person may have so many of: two take the last place."""

from uuid import UUID

from campaign_lifecycle.deliverables import service as deliverables
from campaign_lifecycle.deliverables.models import DeliverableDraft
from campaign_lifecycle.surveys import service as surveys
from campaign_lifecycle.surveys.models import SurveyDraft
from tests.factories.people import make_user
from tests.interleaving.acting import as_user, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.scene import Scene
from tests.interleaving.scheduler import Call
from tracking_redirect.cta_links import service as cta_links
from tracking_redirect.cta_links.models import NewCtaLink
from user_management.brands import repository as brands

OF_THE_CAMPAIGN = "select count(*) from {} where campaign_id = %s"


def _last_place(db: Connection, call: Call, counted: str, whose: UUID, code: str) -> Calls:
    """Both do the same, and there is room for one of them."""
    before = value(db, counted, whose)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == sorted(["ok", code])
        assert value(db, counted, whose) == before + 1

    return Calls(call, call, check)


def two_deliverables_take_the_last_place(db: Connection) -> Calls:
    scene = Scene(db)
    db.execute(
        "insert into campaign_deliverables (campaign_id, brand_id, deliverable_type)"
        " select %s, %s, 'tweet' from generate_series(1, 98)",
        (scene.campaign, scene.brand),
    )
    draft = DeliverableDraft.model_validate({"deliverable_type": "tweet"})
    return _last_place(
        db, as_user(scene.owner, deliverables.add_deliverable, scene.campaign, draft),
        OF_THE_CAMPAIGN.format("campaign_deliverables"), scene.campaign, "TOO_MANY_DELIVERABLES",
    )  # fmt: skip


def two_surveys_take_the_last_place(db: Connection) -> Calls:
    scene = Scene(db)
    db.execute(
        "insert into surveys (campaign_id, brand_id, created_by, title)"
        " select %s, %s, %s, 'Again?' from generate_series(1, 99)",
        (scene.campaign, scene.brand, scene.owner),
    )
    draft = SurveyDraft.model_validate({"title": "Why?", "questions": [{"kind": "text", "prompt": "Why?"}]})
    return _last_place(
        db, as_user(scene.owner, surveys.create_survey, scene.campaign, draft),
        OF_THE_CAMPAIGN.format("surveys"), scene.campaign, "TOO_MANY_SURVEYS",
    )  # fmt: skip


def two_labelled_links_take_the_last_place(db: Connection) -> Calls:
    scene = Scene(db)
    db.execute(
        "with made as (insert into tracking_links (campaign_id, brand_id, short_code, destination_url)"
        " select %s, %s, gen_random_uuid(), 'https://shop.example.com/' from generate_series(1, 199) returning *)"
        " insert into campaign_cta_links (id, campaign_id, brand_id, label, short_code, destination_url)"
        " select id, campaign_id, brand_id, short_code, short_code, destination_url from made",
        (scene.campaign, scene.brand),
    )
    link = NewCtaLink(label="Link in bio", destination_url="https://shop.example.com/")
    return _last_place(
        db, as_user(scene.owner, cta_links.create_cta_link, scene.campaign, link),
        OF_THE_CAMPAIGN.format("campaign_cta_links"), scene.campaign, "TOO_MANY_CTA_LINKS",
    )  # fmt: skip


def a_person_opens_two_brands_as_the_last(db: Connection) -> Calls:
    owner = make_user(db, "brand")
    db.execute("select app.create_brand(%s, 'Acme') from generate_series(1, 98)", (owner,))
    return _last_place(
        db, as_user(owner, brands.open_brand, "One more"),
        "select count(*) from brand_memberships where user_id = %s", owner, "TOO_MANY_BRANDS",
    )  # fmt: skip
