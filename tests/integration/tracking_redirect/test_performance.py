"""Reports of a campaign: by day, referrer, device and country, for whom they concern."""

import csv
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import call, http_event
from tests.factories.links import ask, make_link, visit
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.tracking_redirect.events_of_days import TODAY, noon, record
from tracking_redirect import api
from tracking_redirect.aggregation.service import aggregate_day


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
    header, *_, last = csv.reader(table.body.splitlines())
    assert header == [
        "day", "clicks", "unique_clicks", "views", "conversions", "conversion_value", "currency", "scans", "final",
        "as_of",
    ]  # fmt: skip
    assert last[:-1] == [str(today), "3", "1", "1", "0", "0.00", "usd", "0", "no"]


@pytest.mark.parametrize(("currency", "value"), [("usd", "1234.56"), ("jpy", "123456"), ("eur", "1234.56")])
def test_a_spreadsheet_has_money_in_the_currencys_own_unit(
    database: Database, owner: UUID, campaign: UUID, currency: str, value: str
) -> None:
    day = datetime.now(UTC).date() - timedelta(days=120)
    with database.connect() as db:
        db.execute("update campaigns set currency = %s where id = %s", (currency, campaign))
        db.execute(
            "insert into tracking_aggregates (campaign_id, brand_id, aggregate_date, total_conversions,"
            " conversion_value)"
            " select id, brand_id, %s, 1, 123456 from campaigns where id = %s", (day, campaign),
        )  # fmt: skip
    span = {"from": str(day), "to": str(day)}
    table = ask("GET", f"campaigns/{campaign}/performance.csv", owner, query=span)
    (only,) = csv.DictReader(table.body.splitlines())
    assert (only["day"], only["conversion_value"], only["currency"]) == (str(day), value, currency)
    daily = ask("GET", f"campaigns/{campaign}/performance/daily", owner, query=span)
    assert daily.body["data"][0]["conversion_value"] == 123456


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


@pytest.mark.parametrize("report", ["performance/daily", "performance/breakdown", "performance.csv"])
@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "9999-12-31"])
def test_a_report_is_of_days_of_this_century(owner: UUID, campaign: UUID, report: str, day: str) -> None:
    for query in ({"to": day}, {"from": day, "to": day}):
        answer = ask("GET", f"campaigns/{campaign}/{report}", owner, query={"by": "device", **query})
        assert answer.status == 422


def performance(user: UUID, path: str) -> Any:
    return call(api.lambda_handler, http_event("GET", f"/api/v1/campaigns/{path}/performance", user=user))


def test_a_brand_sees_its_campaign_and_a_participant_sees_its_own_part(database: Database) -> None:
    with database.connect() as db:
        owner, stranger = make_user(db, "brand"), make_user(db, "brand")
        analyst = make_member(db, brand_of(db, owner), "analyst")
        campaign = make_campaign(db, owner, budget_spent=60_000)
        creator, other = make_user(db), make_user(db)
        invitation = db.execute(
            "insert into campaign_invitations (campaign_id, brand_id, creator_user_id, invited_by, agreed_amount,"
            " expires_at) select id, brand_id, %s, created_by, 0, now() + interval '1 day' from campaigns"
            " where id = %s returning id", (creator, campaign),
        ).fetchone()  # fmt: skip
        assert invitation is not None
        db.execute(
            "insert into campaign_participants (campaign_id, brand_id, creator_user_id, invitation_id)"
            " select id, brand_id, %s, %s from campaigns where id = %s", (creator, invitation[0], campaign),
        )  # fmt: skip
        code = make_link(db, campaign, creator_user_id=creator)
        for _ in range(3):
            record(db, code, at=noon())
        db.execute(
            "insert into conversions (campaign_id, brand_id, creator_user_id, tracking_link_id, order_id, value,"
            " currency) select campaign_id, brand_id, creator_user_id, id, 'o-1', 90000, 'usd' from tracking_links"
        )
    aggregate_day(TODAY)
    seen = performance(analyst, str(campaign))
    assert seen.status == 200
    assert (seen.body["total_clicks"], seen.body["cost_per_click"]) == (3, 20_000)
    assert seen.body["return_on_investment"] == "0.5000"
    own = performance(creator, f"{campaign}/creators/{creator}")
    assert (own.status, own.body["total_conversions"], own.body["conversion_value"]) == (200, 1, 90_000)
    assert performance(owner, f"{campaign}/creators/{creator}").status == 200
    for user, path in ((stranger, f"{campaign}"), (creator, f"{campaign}"), (other, f"{campaign}/creators/{creator}"),
                       (owner, f"{campaign}/creators/{other}"), (owner, f"{uuid4()}")):  # fmt: skip
        assert performance(user, path).status == 404
