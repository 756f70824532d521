"""A new creator makes themselves known by HTTP alone: a profile, a picture, an account; and is found for a campaign."""

import re
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.actors import Member, newcomer
from tests.e2e.conftest import RunningSystem

ME = "/api/v1/creators/me"
NAME = "lena-kocht-8924"
"""Of an account of the pretended Instagram with few followers, who like what they see."""
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
PROFILE = {
    "display_name": "Lena Kocht",
    "headline": "Soup <b>every</b> day",
    "media_kit_public": True,
    "categories": ["Food & Cooking"],
    "languages": ["de"],
    "country_code": "DE",
    "city": "Köln",
    "rates": [{"deliverable_type": "instagram_reel", "currency": "usd", "amount": 15_000}],
    "portfolio_links": ["https://soup.example/"],
    "time_zone": "Europe/Berlin",
}


def test_a_new_creator_scores_above_ninety_for_a_campaign_made_for_them(system: RunningSystem) -> None:
    creator = newcomer(system, "creator")
    assert ask(creator, "GET", ME)["completeness"]["percent"] == 0
    slug = f"lena-{creator.id.hex[:12]}"
    assert ask(creator, "PUT", ME, PROFILE | {"slug": slug})["display_name"] == "Lena Kocht"
    picture = show_picture(creator)
    connect_and_wait(system, creator, NAME)
    profile = ask(creator, "GET", ME)
    assert (profile["completeness"]["percent"], profile["completeness"]["missing"]) == (100, [])

    brand = newcomer(system, "brand")
    campaign = ask(brand, "POST", "/api/v1/campaigns", {
        "name": "Soup", "category": "cooking",
        "target_audience": {
            "min_followers": 1_000, "max_followers": 5_000, "location": {"country": "DE", "city": "Köln"},
        },
    })["id"]  # fmt: skip
    ask(brand, "POST", f"/api/v1/campaigns/{campaign}/deliverables", {"deliverable_type": "instagram_reel"})
    search = {"campaign_id": campaign, "limit": 20}
    matches = ask(brand, "POST", "/functions/v1/matching-intelligence", search)["matches"]
    (found,) = [match for match in matches if match["creator_user_id"] == str(creator.id)]
    assert float(found["score"]) > 90, found
    assert (found["display_name"], found["categories"]) == ("Lena Kocht", ["cooking", "food"])

    page = system.client.get(f"/creators/{slug}")
    assert (page.status_code, page.headers["cache-control"]) == (200, "public, max-age=120")
    assert "Soup &lt;b&gt;every&lt;/b&gt; day" in page.text
    assert f'<img src="{picture}"' in page.text
    assert re.search(r"[\d,]+ followers, [\d.]+ % engagement<br /><time", page.text)
    shown = system.client.get(picture)
    assert (shown.content, shown.headers["content-type"]) == (PNG, "image/png")
    assert system.client.head(f"/creators/{slug}").status_code == 200
    assert system.client.get("/creators/nobody-at-all").status_code == 404


def ask(member: Member, method: str, path: str, body: object = None) -> Any:
    answer = member.send(method, path, user=member.id, body=body)
    assert answer.status < 300, answer.body
    return answer.body


def show_picture(creator: Member) -> str:
    """Upload a picture as a browser does; its address."""
    own = "/api/v1/users/me/avatar"
    avatar = ask(creator, "POST", own, {"media_type": "image/png", "size_bytes": len(PNG)})
    form = avatar["upload"]
    httpx.post(form["url"], data=form["fields"], files={"file": ("me.png", PNG)}).raise_for_status()
    address: str = ask(creator, "POST", f"{own}/{avatar['id']}/complete")["avatar_url"]
    return address


def connect_and_wait(system: RunningSystem, creator: Member, name: str) -> None:
    """Prove the account of that name by the doors that say so, and wait until its posts were read."""
    person = f"/api/v1/users/{creator.id}"
    begun = ask(creator, "POST", f"{person}/verify-social", {"platform": "instagram"})
    (state,) = parse_qs(urlsplit(begun["url"]).query)["state"]
    query = {"code": f"{name}~{creator.id.hex[:8]}", "state": state}
    back = system.client.get("/oauth/instagram/callback", params=query, follow_redirects=False)
    (ticket,) = parse_qs(urlsplit(back.headers["location"]).query)["ticket"]
    account = ask(creator, "POST", f"{person}/confirm-social-verification", {"ticket": ticket})
    assert account["username"] == name
    for _ in range(300):
        if float(ask(creator, "GET", "/api/v1/social/accounts/instagram")["engagement_rate"]) > 0:
            return
        time.sleep(0.1)
    raise AssertionError("the account was never read")
