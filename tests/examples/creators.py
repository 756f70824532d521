"""Lena shows herself and connects her account; Nora searches, keeps lists and asks who fits."""

import base64
import hashlib
from urllib.parse import parse_qs, urlsplit

from tests.examples.stage import Stage

NAME = "lena-kocht-8924"
"""An account of the pretended Instagram with few followers, who like what they see."""


def lena_shows_herself(stage: Stage) -> None:
    """A profile that everybody may see, and its page."""
    stage.call("listCreatorCategories", "lena")
    profile = {
        "display_name": "Lena Kocht", "headline": "Soup every day", "slug": "lena-kocht",
        "media_kit_public": True, "categories": ["food", "cooking"], "languages": ["de"], "country_code": "DE",
        "city": "Köln", "time_zone": "Europe/Berlin", "portfolio_links": ["https://soup.example.com/"],
        "rates": [{"deliverable_type": "instagram_reel", "currency": "usd", "amount": 15_000}],
    }  # fmt: skip
    stage.call("saveOwnProfile", "lena", profile)
    stage.call("readOwnProfile", "lena")
    stage.call("showMediaKit", slug="lena-kocht")
    stage.call("checkMediaKit", slug="lena-kocht")


def lena_connects_her_account(stage: Stage) -> None:
    """Away, a yes at the platform, back with a ticket; twice, by both doors."""
    person = stage.ids["lena"]
    stage.call("authorizePlatform", "lena", platform="tiktok")
    begun = stage.call("startSocialVerification", "lena", {"platform": "instagram"}, user_id=person)
    ticket = _come_back(stage, "instagram", begun["url"], NAME)
    stage.call("confirmSocialVerification", "lena", {"ticket": ticket}, user_id=person)
    begun = stage.call("authorizePlatform", "lena", platform="tiktok")
    ticket = _come_back(stage, "tiktok", begun["url"], "lena")
    stage.call("callSocialConnect", "lena", {"action": "connect-platform", "ticket": ticket})
    stage.call("disconnectSocialAccount", "lena", platform="tiktok")


def lena_signs_in_with_her_account(stage: Stage) -> None:
    """Without a password, by the account that she has connected: her browser keeps a word to itself."""
    verifier = "soup-every-day-and-bread-beside-it-for-dinner"
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    begun = stage.call("startSocialSignIn", body={"platform": "instagram", "challenge": challenge})
    ticket = _come_back(stage, "instagram", begun["url"], NAME, "again")
    proved = stage.call("proveSocialAccount", body={"ticket": ticket, "verifier": verifier})
    stage.call("signInWithTicket", body={"ticket": proved["ticket"]})


def lena_reads_her_figures(stage: Stage) -> None:
    """As soon as the platform was read."""
    stage.ids["platform"] = "instagram"

    def was_read() -> bool:
        return float(stage.ask("readSocialAccount", "lena")["engagement_rate"]) > 0

    stage.wait_for("reading", was_read)
    stage.call("listSocialAccounts", "lena", query={"platform": "instagram"})
    stage.call("readSocialAccount", "lena")
    stage.call("listSocialPosts", "lena")
    stage.call("listAudience", "lena")
    stage.call("listCreatorAnalytics", "lena")
    stage.change(
        "update social_accounts set last_synced_at = last_synced_at - interval '2 hours' where user_id = %s",
        stage.ids["lena"],
    )
    stage.change("update platform_sync_jobs set created_at = created_at - interval '2 hours'")
    stage.call("requestSync", "lena")


def nora_searches(stage: Stage) -> None:
    """The directory, and what fits her brand and her campaign."""
    stage.ids["creator_id"] = stage.ids["lena"]
    stage.call("findCreators", "nora", query={"search": "Lena Kocht", "platform": "instagram"})
    stage.call("readCreator", "nora")
    fit = {"categories": ["food"], "target_age_ranges": ["25-34"], "target_locations": ["DE"], "tone": "warm"}
    stage.call("saveBrandFit", "nora", fit)
    stage.call("readBrandFit", "nora")
    search = {"campaign_id": stage.ids["campaign_id"], "limit": 5}
    stage.call("callMatchingIntelligence", "nora", search)
    stage.call("listMatches", "nora")


def nora_keeps_a_list(stage: Stage) -> None:
    """Creators by hand and from a file, with notes."""
    brand = stage.ids["brand_id"]
    stage.ids["list_id"] = stage.call("createCreatorList", "nora", {"brand_id": brand, "name": "Cooks"})["id"]
    stage.call("changeCreatorList", "nora", {"name": "Cooks and bakers"})
    stage.call("listCreatorLists", "nora", query={"brand_id": brand})
    people = {"creator_user_ids": [stage.ids["lena"], stage.ids["omar"]]}
    stage.call("addCreatorsToList", "nora", people)
    content = base64.b64encode(b"handle,followers,tags\nbread.by.bo,12.5K,bread\n").decode()
    stage.call("importCreators", "nora", {"content": content, "platform": "instagram"})
    members = [one["id"] for one in stage.call("listCreatorListMembers", "nora")["data"]]
    note = {"note": "Ask her in spring.", "tags": ["soup"]}
    stage.call("changeCreatorListMember", "nora", note, member_id=members[0])
    stage.call("downloadCreatorList", "nora")
    stage.call("removeCreatorListMember", "nora", member_id=members[1])
    stage.call("removeCreatorListMembers", "nora", {"member_ids": members[2:]})
    stage.call("readCreatorList", "nora")
    stage.call("deleteCreatorList", "nora")


def nora_keeps_a_search(stage: Stage) -> None:
    """What she looks for every month."""
    brand = stage.ids["brand_id"]
    search = {"brand_id": brand, "name": "German cooks", "filters": {"category": ["food"], "country": ["DE"]}}
    stage.ids["search_id"] = stage.call("saveSearch", "nora", search)["id"]
    stage.call("changeSavedSearch", "nora", {"name": "Cooks in Germany"})
    stage.call("readSavedSearch", "nora")
    stage.call("listSavedSearches", "nora", query={"brand_id": brand})
    stage.call("deleteSavedSearch", "nora")


def _come_back(stage: Stage, platform: str, address: str, name: str, time: str = "first") -> str:
    """The platform's yes; the ticket that the callback leads on with."""
    (state,) = parse_qs(urlsplit(address).query)["state"]
    query = {"code": f"{name}~{time}", "state": state}
    onward: str = stage.call("receivePlatformCallback", query=query, platform=platform)
    (ticket,) = parse_qs(urlsplit(onward).query)["ticket"]
    return ticket


SHOWING = (
    lena_shows_herself,
    lena_connects_her_account,
    lena_signs_in_with_her_account,
    lena_reads_her_figures,
)
SEARCHING = (nora_searches, nora_keeps_a_list, nora_keeps_a_search)
