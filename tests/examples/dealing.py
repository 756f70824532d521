"""Nora offers gigs to everybody and a deal to Lena; money is held, paid, and goes back."""

from tests.examples.stage import Stage


def nora_offers_slots_to_everybody(stage: Stage) -> None:
    """A gig that is claimed: two slots, one of which is taken, done and paid."""
    stage.join("tom", "creator", "Tom Berg")
    draft = {
        "brand_id": stage.ids["brand_id"], "mode": "claim", "title": "A picture with our tea", "slots_total": 2,
        "description": "One picture, in daylight.", "budget_total": 2_001, "due_days": 7,
    }  # fmt: skip
    stage.ids["gig_id"] = stage.call("createGig", "nora", draft)["id"]
    stage.call("replaceGig", "nora", draft | {"description": "One picture, in daylight, with the tin in it."})
    unwanted = stage.call("createGig", "nora", {"brand_id": stage.ids["brand_id"], "title": "Another one"})[
        "id"
    ]
    stage.call("deleteGig", "nora", gig_id=unwanted)
    stage.call("openGig", "nora")
    stage.call("pauseGig", "nora")
    stage.call("openGig", "nora")
    stage.call("listGigs", "tom", query={"q": "tea", "mode": "claim"})
    stage.call("listGigMatches", "tom", query={"limit": "5"})
    stage.call("readGig", "tom")
    stage.ids["deal_id"] = stage.call("claimSlot", "tom")["deal_id"]
    deal = stage.call("readDeal", "tom")
    stage.ids["escrow_id"] = deal["milestones"][0]["escrow"]["id"]
    stage.call("startWork", "tom")
    work = {"kind": "url", "content_url": "https://www.instagram.com/p/DA3teapicture/"}
    stage.call("submitWork", "tom", work)
    stage.call("recallWork", "tom")
    first = stage.call("submitWork", "tom", work | {"note": "With the tin."})["id"]
    stage.call("openReview", "nora")
    said = {"submission_id": first, "reason_code": "quality", "note": "A little brighter, please."}
    stage.call("rejectWork", "nora", said)
    again = stage.call(
        "submitWork", "tom", {"kind": "url", "content_url": "https://www.instagram.com/p/DA4teapicture/"}
    )
    stage.call("listWork", "nora")
    stage.call("approveWork", "nora", {"submission_id": again["id"]})
    stage.call("readEscrow", "tom")
    stage.call("listEscrowEvents", "tom")
    stage.call("listGigSlots", "nora")
    stage.call("closeGig", "nora", {"reason": "We have our picture."})
    stage.call("listGigHistory", "nora")


def lena_applies_to_a_gig(stage: Stage) -> None:
    """And is taken; the money is held at once. She gives up before she has begun."""
    draft = {
        "brand_id": stage.ids["brand_id"], "title": "A film of our tea house", "slots_total": 1, "price_min": 500,
        "price_max": 2_000, "questions": ["Where do you film?"],
    }  # fmt: skip
    stage.ids["gig_id"] = stage.call("createGig", "nora", draft)["id"]
    stage.call("openGig", "nora")
    wish = {
        "gig_id": stage.ids["gig_id"],
        "price": 1_000,
        "note": "I know the house.",
        "answers": ["In Oslo."],
    }
    stage.ids["application_id"] = stage.call("applyToGig", "lena", wish)["id"]
    stage.call("listGigApplicants", "nora")
    stage.call("listInfluencerMatches", "nora", query={"gig_id": stage.ids["gig_id"], "limit": "2"})
    stage.call("answerApplication", "nora", {"status": "shortlisted"})
    stage.call("answerApplication", "nora", {"status": "approved"})
    stage.call("readApplication", "lena")
    stage.call("listApplications", "lena")
    stage.ids["deal_id"] = stage.call("listDeals", "lena")["data"][0]["id"]
    deal = stage.call("readDeal", "lena")
    stage.ids["escrow_id"] = deal["milestones"][0]["escrow"]["id"]
    stage.call("refundEscrow", "lena")
    stage.call("listCreatorLogs", "lena")


def nora_makes_lena_an_offer(stage: Stage) -> None:
    """Two milestones: the first is released, the second cancelled by both; two more offers come to nothing."""
    offer = {
        "brand_id": stage.ids["brand_id"], "creator_user_id": stage.ids["lena"], "title": "A series about tea",
        "milestones": [{"title": "Script", "price": 500}, {"title": "Film", "price": 301, "due_days": 21}],
    }  # fmt: skip
    for answer in ("declineDeal", "acceptDeal"):
        stage.ids["deal_id"] = stage.call("offerDeal", "nora", offer)["id"]
        deal = stage.call(answer, "lena")
    first, second = (milestone["escrow"]["id"] for milestone in deal["milestones"])
    stage.call("submitWork", "lena", {"kind": "text", "note": "Scene one: steam."}, escrow_id=first)
    stage.call("releaseEscrow", "nora", escrow_id=first)
    stage.call("lockEscrow", "nora", escrow_id=second)
    stage.call("startWork", "lena", escrow_id=second)
    stage.call("cancelEscrow", "nora", escrow_id=second)
    stage.call("cancelDeal", "lena")
    stage.call("listBlockedAttempts", "admin")


ACTS = (nora_offers_slots_to_everybody, lena_applies_to_a_gig, nora_makes_lena_an_offer)
