"""Nora offers gigs to everybody and a deal to Lena; money is held, paid, and goes back."""

from tests.examples.campaigns import PDF, upload
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
    stage.call("listGigMatches", "tom")
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
    stage.call("listInfluencerMatches", "nora", query={"gig_id": stage.ids["gig_id"]})
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
    lena_hands_in_a_file(stage, first)
    stage.call("releaseEscrow", "nora", escrow_id=first)
    stage.call("lockEscrow", "nora", escrow_id=second)
    stage.call("startWork", "lena", escrow_id=second)
    stage.call("cancelEscrow", "nora", escrow_id=second)
    stage.call("cancelDeal", "lena")
    stage.call("listBlockedAttempts", "admin")


def nora_and_lena_fall_out(stage: Stage) -> None:
    """Two films that Nora does not like: they agree about one, an administrator decides about the other, twice."""
    offer = {
        "brand_id": stage.ids["brand_id"], "creator_user_id": stage.ids["lena"], "title": "Two films",
        "milestones": [{"title": "First", "price": 500}, {"title": "Second", "price": 400}],
    }  # fmt: skip
    stage.ids["deal_id"] = stage.call("offerDeal", "nora", offer)["id"]
    first, second = (part["escrow"]["id"] for part in stage.call("acceptDeal", "lena")["milestones"])
    claim = {"reason_code": "quality", "claim": "One cannot see the tea.", "opener_amount": 100}
    answer = {"answer": "It is behind the cup, as agreed.", "answer_amount": 500}
    stage.call("submitWork", "lena", {"kind": "text", "note": "Take one."}, escrow_id=first)
    stage.call("openReview", "nora", escrow_id=first)
    stage.ids["dispute_id"] = stage.call("openDispute", "nora", claim, escrow_id=first)["id"]
    stage.call("withdrawDispute", "nora")
    stage.ids["dispute_id"] = stage.call("openDispute", "nora", claim, escrow_id=first)["id"]
    stage.call("answerDispute", "lena", answer)
    stage.call("proposeSplit", "nora", {"amount": 250})
    stage.call("acceptSplit", "lena", {"amount": 250})
    stage.call("lockEscrow", "nora", escrow_id=second)
    stage.call("submitWork", "lena", {"kind": "text", "note": "Take two."}, escrow_id=second)
    stage.call("openReview", "nora", escrow_id=second)
    stage.ids["dispute_id"] = stage.call("openDispute", "nora", claim, escrow_id=second)["id"]
    stage.call("writeDisputeMessage", "lena", {"body": "Which cup do you mean?"})
    stage.call("listDisputeMessages", "nora")
    stage.call("answerDispute", "lena", answer | {"answer_amount": 400})
    stage.call("listDisputes", "admin", query={"status": "answered"})
    stage.call("readDispute", "admin")
    stage.call("resolveDispute", "admin", {"creator_amount": 200, "reason": "Half of it can be used."})
    stage.call("appealDecision", "lena", {"appeal": "All of it is what we agreed on."})
    stage.call("resolveDispute", "admin", {"creator_amount": 300, "reason": "Most of it can be used."})


def lena_hands_in_a_file(stage: Stage, escrow: str) -> None:
    """The second of two: the first was the wrong one."""
    script = {"file_name": "Script.pdf", "media_type": "application/pdf", "size_bytes": len(PDF)}
    wrong = stage.call("announceWorkFile", "lena", script, escrow_id=escrow)["id"]
    stage.call("deleteWorkFile", "lena", escrow_id=escrow, file_id=wrong)
    file = stage.call("announceWorkFile", "lena", script, escrow_id=escrow)
    upload(file)
    stored = stage.call("completeWorkFile", "lena", escrow_id=escrow, file_id=file["id"])
    stage.call("readWorkFile", "lena", escrow_id=escrow, file_id=file["id"])
    stage.call("listWorkFiles", "lena", escrow_id=escrow)
    work = stage.call(
        "submitWork", "lena", {"kind": "file", "file": stored["object_key"]}, escrow_id=escrow
    )["id"]  # fmt: skip
    stage.call("readHandedInFile", "nora", escrow_id=escrow, submission_id=work)


def held_funds_have_doors_of_another_name(stage: Stage) -> None:
    """One milestone is released, the next one locked and given up."""
    offer = {
        "brand_id": stage.ids["brand_id"], "creator_user_id": stage.ids["lena"], "title": "Two pictures of tea",
        "milestones": [{"title": "A cup", "price": 300}, {"title": "A pot", "price": 200}],
    }  # fmt: skip
    stage.ids["deal_id"] = stage.call("offerDeal", "nora", offer)["id"]
    first, second = (one["escrow"]["id"] for one in stage.call("acceptDeal", "lena")["milestones"])
    stage.call("submitWork", "lena", {"kind": "text", "note": "A cup, from above."}, escrow_id=first)
    stage.call("releaseFunds", "nora", escrow_id=first)
    stage.call("lockFunds", "nora", {"deal_id": stage.ids["deal_id"]})
    stage.call("refundFunds", "lena", escrow_id=second)


ACTS = (
    nora_offers_slots_to_everybody,
    lena_applies_to_a_gig,
    nora_makes_lena_an_offer,
    nora_and_lena_fall_out,
    held_funds_have_doors_of_another_name,
)
