"""A brand finds a newcomer, keeps them in a list and invites them; its report says what their post achieved."""

import csv
import io
import time
from datetime import UTC, datetime, timedelta

from tests.actors import Member, newcomer
from tests.e2e.conftest import RunningSystem
from tests.e2e.test_creators import ME, PROFILE, ask, connect_and_wait

AGREED = 20_000


def test_who_is_found_in_the_directory_is_named_in_the_report_with_what_they_achieved(
    system: RunningSystem,
) -> None:
    creator, brand = newcomer(system, "creator"), newcomer(system, "brand")
    name = f"Lena {creator.id.hex[:8]}"
    ask(creator, "PUT", ME, PROFILE | {"display_name": name, "slug": f"report-{creator.id.hex[:12]}"})
    connect_and_wait(system, creator, f"lena-{creator.id.hex[:12]}")

    kept = kept_in_a_list(brand, creator, name)
    assert kept["creator"]["display_name"] == name
    campaign = running_campaign(brand)
    invitation = ask(brand, "POST", f"{campaign}/invitations", {"creator_user_id": kept["creator"]["id"]})
    assert invitation["creator"]["display_name"] == name
    ask(creator, "POST", f"/api/v1/invitations/{invitation['id']}/accept")
    hand_in_a_post(brand, creator, campaign)

    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert system.fire("social-metrics-sync", tomorrow).json()["status"] == "succeeded"
    (post,) = ask(brand, "GET", f"{campaign}/performance/posts")["data"]
    assert (post["creator"]["display_name"], post["views"] > 0) == (name, True)
    (line,) = csv.DictReader(io.StringIO(brand.download(f"{campaign}/report").removeprefix("\ufeff")))
    assert (line["creator_name"], line["posts_views"]) == (name, str(post["views"]))


def kept_in_a_list(brand: Member, creator: Member, name: str) -> dict[str, dict[str, str]]:
    """The directory finds the newcomer among all; the list's line about them."""
    query = {"search": name, "platform": "instagram", "country": "DE", "category": "food"}
    for _ in range(50):
        found = brand.send("GET", "/api/v1/creators", user=brand.id, query=query).body["data"]
        if found:
            break
        time.sleep(0.1)
    assert [one["id"] for one in found] == [str(creator.id)]
    ours = ask(brand, "POST", "/api/v1/creator-lists", {"name": "Soup people"})["id"]
    ask(brand, "POST", f"/api/v1/creator-lists/{ours}/members", {"creator_user_ids": [found[0]["id"]]})
    (line,) = ask(brand, "GET", f"/api/v1/creator-lists/{ours}/members")["data"]
    kept: dict[str, dict[str, str]] = line
    return kept


def running_campaign(brand: Member) -> str:
    """A campaign with money behind it; its path."""
    brand.deposit(100_000)
    draft = {
        "name": "Soup", "category": "cooking", "budget_total": 90_000, "timeline_start": "2026-01-01",
        "destination_url": "https://shop.example.com/soup",
    }  # fmt: skip
    campaign = f"/api/v1/campaigns/{ask(brand, 'POST', '/api/v1/campaigns', draft)['id']}"
    reel = {"deliverable_type": "instagram_reel", "compensation_amount": AGREED}
    ask(brand, "POST", f"{campaign}/deliverables", reel)
    ask(brand, "POST", f"{campaign}/launch")
    return campaign


def hand_in_a_post(brand: Member, creator: Member, campaign: str) -> None:
    """One of the creator's own posts, which the brand approves."""
    (reel,) = ask(brand, "GET", f"{campaign}/deliverables")["data"]
    posted = ask(creator, "GET", "/api/v1/social/accounts/instagram/posts")["data"][0]
    work = {"deliverable_id": reel["id"], "submission_type": "url", "content_url": posted["url"]}
    submission = ask(creator, "POST", f"{campaign}/submissions", work)["id"]
    ask(brand, "POST", f"/api/v1/submissions/{submission}/reviews", {"decision": "approved"})
