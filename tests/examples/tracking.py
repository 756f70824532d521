"""People follow the campaign's links and buy tea; Nora reads the figures."""

import json
from datetime import UTC, datetime, timedelta

import httpx

from tests.examples.stage import Stage
from tracking_redirect.conversions.service import signature_of

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile/15E148 Safari/604.1"
SHOP = "https://fjord-tea.example.com/morning"


def nora_makes_links(stage: Stage) -> None:
    """One for the campaign's newsletter, one for its button, and their codes."""
    link = {"action": "generate", "campaign_id": stage.ids["campaign_id"], "destination_url": SHOP}
    made = stage.call("callTrackingLinks", "nora", link)
    stage.ids |= {"link_id": made["id"], "link": made["url"]}
    stage.ids["short_code"] = made["url"].rpartition("/")[2]
    stage.call("createCtaLink", "nora", {"label": "Newsletter", "destination_url": SHOP})
    stage.call("listCtaLinks", "nora")
    stage.call("listTrackingLinks", "nora", query={"campaign_id": stage.ids["campaign_id"]})
    stage.call("readTrackingLink", "nora")
    stage.call("changeTrackingLink", "nora", {"destination_url": f"{SHOP}?utm_source=tea"})
    stage.call("downloadQrCode", "nora", query={"format": "svg"})


def people_click_and_buy(stage: Stage) -> None:
    """An order that Nora reports, one that her shop signs, and a link of Lena's that was followed."""
    order = {"order_id": "A-1001", "value": 4_900, "currency": "usd"}
    stage.call("recordConversion", "nora", {"click_id": _click(stage.ids["link"]), **order})
    key = stage.call("readConversionKey", "nora")["key"]
    body = {"click_id": _click(stage.ids["link"]), "order_id": "A-1002", "value": 2_500, "currency": "usd"}
    signature = signature_of(key, json.dumps(body, separators=(",", ":")).encode())
    stage.call("recordSignedConversion", body=body, query={"signature": signature})
    stage.call("rotateConversionKey", "nora", {"overlap_hours": 24})
    conversions = stage.call("listConversions", "nora")["data"]
    stage.call("readConversion", "nora", conversion_id=conversions[0]["id"])
    links = stage.call("listTrackingLinks", "lena", query={"campaign_id": stage.ids["campaign_id"]})["data"]
    _click(links[0]["url"])


def an_administrator_says_what_views_are_worth(stage: Stage) -> None:
    """A rate with its source, and one that goes again."""
    rate = {"per_mille_views": 900, "per_mille_engagements": 12_000, "published_on": stage.day(-30),
            "source": "A published study", "source_url": "https://rates.example.com/2026"}  # fmt: skip
    stage.call("putMediaValueRate", "admin", rate, platform="instagram", currency="usd")
    stage.call("listMediaValueRates", "admin")


def nora_reads_the_figures(stage: Stage) -> None:
    """The next day everything is counted."""
    stage.run_job("tracking-aggregation", datetime.now(UTC) + timedelta(days=1))
    span = {"from": stage.day(-2), "to": stage.day()}
    stage.call("readCampaignPerformance", "nora")
    stage.call("readDailyFigures", "nora", query=span)
    stage.call("downloadDailyFigures", "nora", query=span)
    stage.call("readBreakdown", "nora", query={"by": "device", **span})
    for operation in ("listLinkFigures", "listCreatorResults", "listPlatformResults", "listPostResults"):
        stage.call(operation, "nora")
    stage.call("downloadPostResults", "nora")
    stage.call("readCreatorPerformance", "nora", user_id=stage.ids["lena"])
    stage.call("deleteMediaValueRate", "admin", platform="instagram", currency="usd")


def _click(address: str) -> str:
    """Somebody with a telephone follows the link; the click's id."""
    followed = httpx.get(address, headers={"user-agent": PHONE})
    assert followed.status_code == 302, followed.text
    return followed.headers["location"].partition("aclid=")[2]


ACTS = (
    nora_makes_links,
    people_click_and_buy,
    an_administrator_says_what_views_are_worth,
    nora_reads_the_figures,
)
