"""A link over HTTP: generated, followed, viewed, bought through; the next day it is in the report."""

from datetime import UTC, datetime, timedelta

import httpx
import psycopg

from tests.e2e.conftest import RunningSystem

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile/15E148 Safari/604.1"
DESKTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def follow(url: str, agent: str, method: str = "GET") -> httpx.Response:
    return httpx.request(method, url, headers={"user-agent": agent}, follow_redirects=False)


def test_the_next_day_everything_is_in_the_report(system: RunningSystem) -> None:
    headers = system.signed_in("brand@example.com")
    campaign = system.client.post("/api/v1/campaigns", json={"name": "Clicks"}, headers=headers).json()["id"]
    body = {
        "action": "generate",
        "campaign_id": campaign,
        "destination_url": "https://shop.example.com/?utm_id=1",
    }
    url = system.client.post("/functions/v1/tracking-links", json=body, headers=headers).json()["url"]
    today = datetime.now(UTC)

    first = follow(url, PHONE)
    assert first.status_code == 302
    for agent in (PHONE, DESKTOP, BOT):
        assert follow(url, agent).status_code == 302
    assert follow(url, PHONE, "HEAD").headers["location"] == body["destination_url"], (
        "no click, so no id of one"
    )
    assert follow(f"{url}/view.gif", PHONE).headers["content-type"] == "image/gif"
    order = {"click_id": first.headers["location"].partition("aclid=")[2], "order_id": "A-1", "value": 4_999,
             "currency": "usd"}  # fmt: skip
    for _ in range(2):
        assert system.client.post("/api/v1/conversions", json=order, headers=headers).status_code == 200

    tomorrow = (today + timedelta(days=1)).strftime("%Y-%m-%dT02:00:00Z")
    assert system.fire("tracking-aggregation", tomorrow).json()["status"] == "succeeded"
    report = system.client.get(f"/api/v1/campaigns/{campaign}/performance", headers=headers).json()
    # One machine, one address: three clicks of people are one visitor in one hour (two, if the hour has just turned).
    assert (report["total_clicks"], report["total_views"], report["total_conversions"]) == (3, 1, 1)
    assert report["unique_clicks"] in (1, 2)
    assert report["conversion_value"] == 4_999
    with psycopg.connect(system.database_url) as db:
        kept = db.execute(
            "select count(*) from tracking_events where campaign_id = %s and event_type = 'click'",
            (campaign,),
        ).fetchone()
    assert kept == (4,), "the bot is recorded, not counted"
