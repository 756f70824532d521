"""Links as a resource: lists, aliases, switching off, QR codes, CTA links, reports, the view pixel."""

import base64
import xml.etree.ElementTree as ET
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from common import qr_codes
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.events import LambdaContext, call, http_event
from tests.factories.links import BASE, ask, generate, visit
from tests.factories.money import make_participant
from tests.factories.people import brand_of, make_member, make_user
from tracking_redirect import api, redirect


def test_a_link_is_switched_off_and_on_and_ends(owner: UUID, campaign: UUID) -> None:
    link = generate(owner, campaign).body
    path = f"tracking-links/{link['id']}"
    assert visit(link["short_code"]).status == 302
    assert ask("PATCH", path, owner, body={"disabled": True}).body["disabled_at"] is not None
    assert visit(link["short_code"]).status == 404
    assert ask("PATCH", path, owner, body={"disabled": False}).body["disabled_at"] is None
    assert visit(link["short_code"]).status == 302
    past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    assert ask("PATCH", path, owner, body={"expires_at": past}).status == 200
    assert visit(link["short_code"]).status == 410
    moved = ask("PATCH", path, owner, body={"expires_at": None, "destination_url": "https://new.example.com"})
    assert (moved.body["expires_at"], moved.body["destination_url"]) == (None, "https://new.example.com/")
    assert ask("PATCH", path, owner, body={"destination_url": "http://new.example.com"}).status == 422
    assert ask("PATCH", path, owner, body={"short_code": "mine"}).status == 422


def test_a_new_link_ends_later(owner: UUID, campaign: UUID) -> None:
    past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    refused = generate(owner, campaign, alias="Summer", expires_at=past)
    assert (refused.status, refused.body["code"]) == (422, "VALIDATION_FAILED")
    assert refused.body["details"] == [{"constraint": "tracking_links_end_later"}]
    soon = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    assert generate(owner, campaign, alias="Summer", expires_at=soon).status == 200


def test_who_may_change_and_read(database: Database, owner: UUID, campaign: UUID) -> None:
    with database.connect() as db:
        creator, stranger = make_user(db), make_user(db, "brand")
        analyst = make_member(db, brand_of(db, owner), "analyst")
        make_invitation(db, campaign, creator)
    link = generate(owner, campaign, creator_user_id=str(creator)).body
    path = f"tracking-links/{link['id']}"
    for reader in (analyst, creator):
        assert ask("GET", path, reader).status == 200
        assert ask("PATCH", path, reader, body={"disabled": True}).status == 403
    assert ask("GET", path, stranger).status == 404
    assert ask("PATCH", path, stranger, body={"disabled": True}).status == 404
    assert ask("GET", f"tracking-links/{uuid4()}", owner).status == 404


def test_a_link_is_for_a_creator_of_the_campaign_and_strangers_are_refused_as_if_they_did_not_exist(
    database: Database, owner: UUID, campaign: UUID, rival: UUID, admin: UUID
) -> None:
    with database.connect() as db:
        brand, sidestep = brand_of(db, owner), make_campaign(db, owner)
        invited, active, declined, gone, elsewhere = (make_user(db) for _ in range(5))
        make_invitation(db, campaign, invited)
        make_invitation(db, campaign, declined, status="declined", responded_at="2026-01-01")
        make_invitation(db, sidestep, elsewhere)
        make_participant(db, campaign, brand, active)
        db.execute(
            "update campaign_participants set status = 'inactive' where id = %s",
            (make_participant(db, campaign, brand, gone),),
        )
        strangers = (rival, make_user(db, "brand"), admin, owner, declined, gone, elsewhere)
    unknown = generate(owner, campaign, creator_user_id=str(uuid4()))
    assert (unknown.status, unknown.body["code"]) == (404, "NOT_FOUND")
    for stranger in strangers:
        answer = generate(owner, campaign, creator_user_id=str(stranger))
        assert (answer.status, answer.body | {"request_id": ""}) == (404, unknown.body | {"request_id": ""})
        listed = ask("GET", "tracking-links", stranger, query={"campaign_id": str(campaign)})
        assert listed.body["data"] == []
    for creator in (invited, active):
        assert generate(owner, campaign, creator_user_id=str(creator)).status == 200
    assert generate(admin, campaign, creator_user_id=str(rival)).body["code"] == "NOT_FOUND"


def test_links_are_listed_page_by_page(owner: UUID, campaign: UUID) -> None:
    made = [generate(owner, campaign).body["id"] for _ in range(3)]
    first = ask("GET", "tracking-links", owner, query={"campaign_id": str(campaign), "limit": "2"})
    rest = ask("GET", "tracking-links", owner,
               query={"campaign_id": str(campaign), "limit": "2", "cursor": first.body["next_cursor"]})  # fmt: skip
    assert [link["id"] for link in first.body["data"] + rest.body["data"]] == made[::-1]
    assert rest.body["next_cursor"] is None


def test_an_alias_is_the_brands_own_and_taken_once(owner: UUID, campaign: UUID) -> None:
    assert generate(owner, campaign, alias="summer-sale").body["url"] == f"{BASE}/summer-sale"
    taken = generate(owner, campaign, alias="summer-sale")
    assert (taken.status, taken.body["code"]) == (409, "ALIAS_TAKEN")
    for bad in ("abc", "-abcd", "a b c d", "ünïcode", "a/b/c/d", "x" * 65):
        assert generate(owner, campaign, alias=bad).status == 422


def test_a_qr_code_is_an_svg_or_a_png(owner: UUID, campaign: UUID) -> None:
    link = generate(owner, campaign).body
    path = f"/api/v1/tracking-links/{link['id']}/qr"
    svg = call(api.lambda_handler, http_event("GET", path, user=owner))
    assert svg.headers["content-type"] == "image/svg+xml"
    assert b'fill="#fff' in b64decode(svg.body), "paper: dark pages show through where there is none"
    png = api.lambda_handler(http_event("GET", path, user=owner, query={"format": "png"}), LambdaContext())
    assert base64.b64decode(png["body"]).startswith(b"\x89PNG")
    raw = api.lambda_handler(http_event("GET", path, user=owner), LambdaContext())
    document = base64.b64decode(raw["body"]) if raw["isBase64Encoded"] else raw["body"].encode()
    assert ET.fromstring(document).tag.endswith("svg")
    assert (
        call(api.lambda_handler, http_event("GET", path, user=owner, query={"format": "gif"})).status == 422
    )


def test_a_code_that_we_draw_says_that_it_was_scanned(owner: UUID, campaign: UUID) -> None:
    link = generate(owner, campaign).body
    event = http_event("GET", f"/api/v1/tracking-links/{link['id']}/qr", user=owner, query={"format": "png"})
    drawn = base64.b64decode(api.lambda_handler(event, LambdaContext())["body"])
    assert drawn == qr_codes.render(f"{link['url']}?qr=1", "png") != qr_codes.render(link["url"], "png")


def test_a_pixel_records_a_view_and_never_breaks_a_page(
    database: Database, owner: UUID, campaign: UUID
) -> None:
    code = generate(owner, campaign).body["short_code"]
    for asked in (code, "nobody0"):
        answer = redirect.lambda_handler(
            {**http_event("GET", f"/t/{asked}/view.gif"), "pathParameters": {"short_code": asked}}, None
        )
        assert (answer["statusCode"], answer["headers"]["content-type"]) == (200, "image/gif")
        assert base64.b64decode(answer["body"]).startswith(b"GIF89a")
    with database.connect() as db:
        assert db.execute("select event_type from tracking_events").fetchall() == [("view",)]


@pytest.mark.parametrize(
    "moment", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2100-01-01T00:00:00Z"]
)
def test_a_link_ends_within_this_century(owner: UUID, campaign: UUID, moment: str) -> None:
    assert generate(owner, campaign, expires_at=moment).status == 422
    link = generate(owner, campaign, expires_at="2099-12-31T23:59:59Z").body["id"]
    assert ask("PATCH", f"tracking-links/{link}", owner, body={"expires_at": moment}).status == 422
