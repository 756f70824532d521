"""Links as a resource: lists, aliases, switching off, QR codes, CTA links, reports, the view pixel."""

import base64
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import Answer, LambdaContext, call, http_event
from tests.factories.links import make_link
from tests.factories.people import brand_of, make_member, make_user
from tracking_redirect import api, redirect
from tracking_redirect.aggregation.service import aggregate_day

BASE = "https://go.example.org/t"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile/15E148 Safari/604.1"


@pytest.fixture(autouse=True)
def base_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHORT_LINK_BASE_URL", BASE)


@pytest.fixture
def campaign(database: Database, owner: UUID) -> UUID:
    with database.connect() as db:
        return make_campaign(db, owner)


def ask(method: str, path: str, user: UUID, **event: Any) -> Answer:
    return call(api.lambda_handler, http_event(method, f"/api/v1/{path}", user=user, **event))


def generate(user: UUID, campaign: UUID, **more: object) -> Answer:
    body = {
        "action": "generate",
        "campaign_id": str(campaign),
        "destination_url": "https://shop.example.com/",
        **more,
    }
    return call(api.lambda_handler, http_event("POST", "/functions/v1/tracking-links", user=user, body=body))


def visit(code: str, suffix: str = "", **event: Any) -> Answer:
    built = http_event("GET", f"/t/{code}{suffix}", user_agent=PHONE, **event)
    return call(redirect.lambda_handler, {**built, "pathParameters": {"short_code": code}})


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
    assert visit(link["short_code"]).status == 404
    moved = ask("PATCH", path, owner, body={"expires_at": None, "destination_url": "https://new.example.com"})
    assert (moved.body["expires_at"], moved.body["destination_url"]) == (None, "https://new.example.com/")
    assert ask("PATCH", path, owner, body={"destination_url": "http://new.example.com"}).status == 422
    assert ask("PATCH", path, owner, body={"short_code": "mine"}).status == 422


def test_who_may_change_and_read(database: Database, owner: UUID, campaign: UUID) -> None:
    with database.connect() as db:
        creator, stranger = make_user(db), make_user(db, "brand")
        analyst = make_member(db, brand_of(db, owner), "analyst")
    link = generate(owner, campaign, creator_user_id=str(creator)).body
    path = f"tracking-links/{link['id']}"
    for reader in (analyst, creator):
        assert ask("GET", path, reader).status == 200
        assert ask("PATCH", path, reader, body={"disabled": True}).status == 403
    assert ask("GET", path, stranger).status == 404
    assert ask("PATCH", path, stranger, body={"disabled": True}).status == 404
    assert ask("GET", f"tracking-links/{uuid4()}", owner).status == 404


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
    png = api.lambda_handler(http_event("GET", path, user=owner, query={"format": "png"}), LambdaContext())
    assert base64.b64decode(png["body"]).startswith(b"\x89PNG")
    raw = api.lambda_handler(http_event("GET", path, user=owner), LambdaContext())
    document = base64.b64decode(raw["body"]) if raw["isBase64Encoded"] else raw["body"].encode()
    assert ET.fromstring(document).tag.endswith("svg")
    assert (
        call(api.lambda_handler, http_event("GET", path, user=owner, query={"format": "gif"})).status == 422
    )


def test_a_cta_link_redirects_as_any_other(owner: UUID, campaign: UUID, database: Database) -> None:
    body = {"label": "Link in bio", "destination_url": "https://shop.example.com/bio"}
    made = ask("POST", f"campaigns/{campaign}/cta-links", owner, body=body)
    assert made.status == 201
    assert visit(made.body["short_code"]).status == 302
    listed = ask("GET", f"campaigns/{campaign}/cta-links", owner)
    assert listed.body["data"] == [made.body]
    with database.connect() as db:
        stranger = make_user(db, "brand")
    assert ask("POST", f"campaigns/{campaign}/cta-links", stranger, body=body).status == 404
    assert ask("GET", f"campaigns/{campaign}/cta-links", stranger).body["data"] == []


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


def test_reports_by_day_referrer_and_device(database: Database, owner: UUID, campaign: UUID) -> None:
    today = datetime.now(UTC).date()
    with database.connect() as db:
        code = make_link(db, campaign)
    for referrer in ("https://Instagram.com/p/1", "https://instagram.com/p/2", ""):
        visit(code, headers={"referer": referrer})
    visit(code, "/view.gif")
    aggregate_day(today)
    daily = ask(
        "GET",
        f"campaigns/{campaign}/performance/daily",
        owner,
        query={"from": str(today - timedelta(days=2))},
    )
    assert [day["clicks"] for day in daily.body["data"]] == [0, 0, 3]
    assert (daily.body["data"][2]["unique_clicks"], daily.body["data"][2]["views"]) == (1, 1)
    by_referrer = ask("GET", f"campaigns/{campaign}/performance/breakdown", owner, query={"by": "referrer"})
    assert by_referrer.body["data"] == [
        {"name": "instagram.com", "clicks": 2},
        {"name": "direct", "clicks": 1},
    ]
    by_device = ask("GET", f"campaigns/{campaign}/performance/breakdown", owner, query={"by": "device"})
    assert by_device.body["data"] == [{"name": "mobile", "clicks": 3}]
    table = ask("GET", f"campaigns/{campaign}/performance.csv", owner)
    assert table.headers["content-type"].startswith("text/csv")
    assert table.body.splitlines()[0] == "day,clicks,unique_clicks,views,conversions,conversion_value"
    assert table.body.splitlines()[-1] == f"{today},3,1,1,0,0"


def test_clicks_are_counted_by_country_where_the_edge_named_one(
    database: Database, owner: UUID, campaign: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.connect() as db:
        code = make_link(db, campaign)
    with monkeypatch.context() as edge:
        edge.setenv("ORIGIN_VERIFY_SECRET", "only-cloudfront-knows")
        for country in ("DE", "DE", "FR", "x1"):
            visit(code, headers={
                "x-origin-verify": "only-cloudfront-knows", "cloudfront-viewer-country": country,
            })  # fmt: skip
        visit(code, "/view.gif", headers={
            "x-origin-verify": "only-cloudfront-knows", "cloudfront-viewer-country": "DE",
        })  # fmt: skip
    by_country = ask("GET", f"campaigns/{campaign}/performance/breakdown", owner, query={"by": "country"})
    assert by_country.body["by"] == "country"
    assert [(one["name"], one["clicks"]) for one in by_country.body["data"]] == [
        ("DE", 2), ("FR", 1), ("unknown", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query", [{"from": "2026-02-30"}, {"from": "2026-02-02", "to": "2026-02-01"}, {"from": "2020-01-01"}]
)
def test_an_impossible_span_is_malformed(owner: UUID, campaign: UUID, query: dict[str, str]) -> None:
    assert ask("GET", f"campaigns/{campaign}/performance/daily", owner, query=query).status == 422


def test_another_tenants_reports_are_not_there(database: Database, campaign: UUID) -> None:
    with database.connect() as db:
        stranger = make_user(db, "brand")
    for report in ("performance/daily", "performance/breakdown?by=device", "performance.csv"):
        path, _, by = report.partition("?by=")
        query = {"by": by} if by else None
        assert ask("GET", f"campaigns/{campaign}/{path}", stranger, query=query).status == 404


@pytest.mark.parametrize(
    "moment", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2100-01-01T00:00:00Z"]
)
def test_a_link_ends_within_this_century(owner: UUID, campaign: UUID, moment: str) -> None:
    assert generate(owner, campaign, expires_at=moment).status == 422
    link = generate(owner, campaign, expires_at="2099-12-31T23:59:59Z").body["id"]
    assert ask("PATCH", f"tracking-links/{link}", owner, body={"expires_at": moment}).status == 422


@pytest.mark.parametrize("report", ["performance/daily", "performance/breakdown", "performance.csv"])
@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "9999-12-31"])
def test_a_report_is_of_days_of_this_century(owner: UUID, campaign: UUID, report: str, day: str) -> None:
    for query in ({"to": day}, {"from": day, "to": day}):
        answer = ask("GET", f"campaigns/{campaign}/{report}", owner, query={"by": "device", **query})
        assert answer.status == 422
