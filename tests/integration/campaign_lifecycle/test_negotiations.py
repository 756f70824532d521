"""Offers about an invitation: each side in its turn, one open at a time, and what an accepted one changes."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from campaign_lifecycle.clock.service import run_clock
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign


def offers(launched: LaunchedCampaign, invitation: str) -> list[tuple[str, int, bool]]:
    """Status, amount and whether the creator made it, newest first."""
    rows: list[dict[str, Any]] = launched.brand.get(f"{invitation}/negotiations")["data"]
    return [(row["status"], row["amount"], row["from_creator"]) for row in rows]


def test_an_accepted_offer_is_what_the_creator_then_accepts(launched: LaunchedCampaign) -> None:
    invitation = launched.invite()
    offer = launched.creator.post(f"{invitation}/negotiations", amount=12_000, terms="Two weeks of rights")
    assert (offer["status"], offer["from_creator"], offer["answered_at"]) == ("proposed", True, None)
    answered = launched.brand.post(f"/negotiations/{offer['id']}/accept")
    assert answered["status"] == "accepted"
    assert answered["answered_at"] is not None
    agreed = launched.creator.get(invitation)
    assert (agreed["agreed_amount"], agreed["terms"], agreed["status"]) == (
        12_000, "Two weeks of rights", "pending",
    )  # fmt: skip
    assert launched.creator.post(f"{invitation}/accept")["budget_allocated"] == 12_000
    assert launched.available() == 38_000
    assert launched.told(launched.creator, "negotiation_accepted") == 1


def test_an_offer_counters_the_open_one_of_the_other_side(launched: LaunchedCampaign) -> None:
    invitation = launched.invite()
    path = f"{invitation}/negotiations"
    first = launched.creator.post(path, amount=12_000)
    assert launched.creator.refused("POST", path, amount=11_000) == (409, "OFFER_OPEN")
    launched.brand.post(path, amount=11_000)
    assert offers(launched, invitation) == [("proposed", 11_000, False), ("countered", 12_000, True)]
    assert launched.brand.refused("POST", f"/negotiations/{first['id']}/accept") == (
        409, "NEGOTIATION_TRANSITION_FORBIDDEN",
    )  # fmt: skip
    assert launched.told(launched.brand, "negotiation_proposed") == 1
    assert launched.told(launched.creator, "negotiation_proposed") == 1
    assert launched.creator.get(invitation)["agreed_amount"] == 10_000


def test_who_offers_withdraws_and_the_other_side_answers(launched: LaunchedCampaign) -> None:
    invitation = launched.invite()
    offer = launched.brand.post(f"{invitation}/negotiations", amount=9_000)
    path = f"/negotiations/{offer['id']}"
    for answer in ("accept", "reject"):
        assert launched.brand.refused("POST", f"{path}/{answer}") == (409, "NOT_YOUR_TURN")
    assert launched.creator.refused("POST", f"{path}/withdraw") == (409, "NOT_YOUR_TURN")
    assert launched.brand.post(f"{path}/withdraw")["status"] == "withdrawn"
    rejected = launched.creator.post(f"{invitation}/negotiations", amount=15_000)
    assert launched.brand.post(f"/negotiations/{rejected['id']}/reject")["status"] == "rejected"
    assert offers(launched, invitation) == [("rejected", 15_000, True), ("withdrawn", 9_000, False)]
    assert launched.creator.get(invitation)["agreed_amount"] == 10_000, "a refusal changes nothing"


@pytest.mark.parametrize("end", ["accept", "decline", "withdraw", "cancel", "expire"])
def test_no_offer_outlives_its_invitation(launched: LaunchedCampaign, end: str) -> None:
    invitation = launched.invite()
    launched.creator.post(f"{invitation}/negotiations", amount=12_000)
    match end:
        case "accept" | "decline":
            launched.creator.post(f"{invitation}/{end}")
        case "withdraw":
            launched.brand.post(f"{invitation}/withdraw")
        case "cancel":
            launched.brand.post(f"{launched.campaign}/cancel")
        case _:
            run_clock(datetime(2089, 1, 1, tzinfo=UTC))
    (offer,) = launched.creator.get(f"{invitation}/negotiations")["data"]
    assert offer["status"] == "withdrawn"
    assert offer["answered_at"] is not None


def test_the_offers_are_read_page_by_page_by_both_sides_and_nobody_else(launched: LaunchedCampaign) -> None:
    invitation = launched.invite()
    path = f"{invitation}/negotiations"
    for amount in (11_000, 11_500, 12_000):
        offer = launched.creator.post(path, amount=amount)
        launched.creator.post(f"/negotiations/{offer['id']}/withdraw")
    first = launched.creator.get(path, limit="2")
    rest = launched.brand.get(path, limit="2", cursor=first["next_cursor"])
    assert [row["amount"] for row in first["data"] + rest["data"]] == [12_000, 11_500, 11_000]
    assert rest["next_cursor"] is None
    assert launched.stranger.refused("GET", path) == (404, "NOT_FOUND")
    assert launched.stranger.refused("POST", path, amount=1) == (404, "NOT_FOUND")
    assert launched.stranger.refused("POST", f"/negotiations/{uuid4()}/accept") == (404, "NOT_FOUND")


def test_an_answered_invitation_takes_no_offers(launched: LaunchedCampaign) -> None:
    invitation = launched.invite()
    launched.creator.post(f"{invitation}/accept")
    for who in (launched.brand, launched.creator):
        assert who.refused("POST", f"{invitation}/negotiations", amount=1) == (
            409, "INVITATION_TRANSITION_FORBIDDEN",
        )  # fmt: skip
    assert offers(launched, invitation) == []


def test_both_sides_together_make_twenty_offers_and_the_last_is_still_answered(
    launched: LaunchedCampaign,
) -> None:
    path = f"{launched.invite()}/negotiations"
    for number in range(20):
        who = (launched.creator, launched.brand)[number % 2]
        last = who.post(path, amount=10_000 + number)["id"]
    for who in (launched.creator, launched.brand):
        assert who.refused("POST", path, amount=1) == (409, "TOO_MANY_OFFERS")
    assert [offer[0] for offer in offers(launched, path.removesuffix("/negotiations"))].count(
        "countered"
    ) == 19
    assert launched.creator.post(f"/negotiations/{last}/accept")["status"] == "accepted"
    assert launched.creator.post(f"{path.removesuffix('/negotiations')}/accept")["budget_allocated"] == 10_019


def test_what_is_withdrawn_was_an_offer_and_an_administrator_says_how_many_there_are(
    launched: LaunchedCampaign,
) -> None:
    with launched.database.connect() as db:
        db.execute("insert into admin_settings (key, value) values ('negotiation_max_rounds', '2')")
    path = f"{launched.invite()}/negotiations"
    for _ in range(2):
        launched.creator.post(f"/negotiations/{launched.creator.post(path, amount=1)['id']}/withdraw")
    assert launched.creator.refused("POST", path, amount=1) == (409, "TOO_MANY_OFFERS")
    launched.brand.post(f"{path.removesuffix('/negotiations')}/withdraw")
    assert launched.creator.post(f"{launched.invite()}/negotiations", amount=1)["status"] == "proposed"
