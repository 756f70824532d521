"""Nora plans a campaign for her tea, runs it, and looks back; a second one comes to nothing."""

from typing import Any

import httpx

from tests.examples.stage import DAYS_AHEAD, Stage

PDF = b"%PDF-1.7\n" + b"\0" * 1_000


def nora_plans_a_campaign(stage: Stage) -> None:
    """A draft, its copy, and what creators are asked for."""
    draft = {
        "brand_id": stage.ids["brand_id"], "name": "Tea in the morning", "category": "food",
        "description": "Show how your day begins.", "budget_total": 150_000, "currency": "usd",
        "timeline_start": stage.day(), "timeline_end": stage.day(DAYS_AHEAD),
        "destination_url": "https://fjord-tea.example.com/morning",
        "target_audience": {"min_followers": 500, "platforms": ["instagram"], "languages": ["de"]},
    }  # fmt: skip
    stage.ids["campaign_id"] = stage.call("createCampaign", "nora", draft)["id"]
    stage.call("changeCampaign", "nora", {"budget_total": 180_000})
    stage.call("readCampaign", "nora")
    copy = stage.call("duplicateCampaign", "nora")["id"]
    stage.call("listCampaigns", "nora", query={"status": "draft"})
    stage.call("deleteCampaign", "nora", campaign_id=copy)
    reel = {"deliverable_type": "instagram_reel", "quantity": 2, "compensation_amount": 25_000,
            "description": "A reel of 30 seconds.", "due_date": stage.day(14)}  # fmt: skip
    stage.ids["deliverable_id"] = stage.call("addDeliverable", "nora", reel)["id"]
    stage.call("changeDeliverable", "nora", {"due_date": stage.day(21)})
    post = stage.call("addDeliverable", "nora", {"deliverable_type": "blog_post"})["id"]
    stage.call("listDeliverables", "nora")
    stage.call("deleteDeliverable", "nora", deliverable_id=post)


def nora_launches_it(stage: Stage) -> None:
    """With a briefing for all who take part, and a pause."""
    stage.call("launchCampaign", "nora")
    stage.call("pauseCampaign", "nora")
    stage.call("resumeCampaign", "nora")
    briefing = {"file_name": "Briefing.pdf", "media_type": "application/pdf", "size_bytes": len(PDF)}
    asset = stage.call("announceAsset", "nora", briefing)
    upload(asset)
    stage.call("completeAsset", "nora", asset_id=asset["id"])
    stage.call("readAsset", "nora", asset_id=asset["id"])
    stage.call("listAssets", "nora")
    stage.call("deleteAsset", "nora", asset_id=asset["id"])


def lena_hands_in_her_work(stage: Stage) -> None:
    """A link that is changed once, and a file; Nora says what she thinks."""
    stage.call("listCampaignBriefs", "lena")
    stage.call("readCampaignBrief", "lena")
    stage.call("listDueDeliverables", "lena")
    work = {"deliverable_id": stage.ids["deliverable_id"], "submission_type": "url",
            "content_url": "https://www.instagram.com/reel/DA1morningtea/", "description": "My morning."}  # fmt: skip
    stage.ids["submission_id"] = stage.call("submitContent", "lena", work)["id"]
    feedback = {"decision": "changes_requested", "feedback": "More light, please.", "revision": 1}
    stage.call("reviewSubmission", "nora", feedback)
    again = {"submission_type": "url", "content_url": "https://www.instagram.com/reel/DA2morningtea/"}
    stage.call("reviseSubmission", "lena", again)
    stage.call("reviewSubmission", "nora", {"decision": "approved", "revision": 2})
    stage.call("readSubmission", "lena")
    stage.call("listSubmissionReviews", "lena")
    stage.call("listSubmissions", "lena")
    stage.call("listCampaignSubmissions", "nora")
    picture = {"file_name": "reel.pdf", "media_type": "application/pdf", "size_bytes": len(PDF),
               "purpose": "submission"}  # fmt: skip
    asset = stage.call("announceAsset", "lena", picture)
    upload(asset)
    stored = stage.call("completeAsset", "lena", asset_id=asset["id"])
    file = {"deliverable_id": stage.ids["deliverable_id"], "unit": 2, "submission_type": "file",
            "file_path": stored["object_key"]}  # fmt: skip
    submission = stage.call("submitContent", "lena", file)["id"]
    stage.call("readSubmittedFile", "nora", submission_id=submission)


def nora_asks_how_it_was(stage: Stage) -> None:
    """A survey among the creators."""
    questions = [
        {"kind": "rating", "prompt": "How clear was the briefing?", "required": True},
        {"kind": "text", "prompt": "What would you change?"},
    ]
    survey = stage.call("createSurvey", "nora", {"title": "How was it?", "questions": questions})
    stage.ids["survey_id"] = survey["survey"]["id"]
    stage.call("openSurvey", "nora")
    stage.call("listSurveys", "nora")
    asked = stage.call("readSurvey", "lena")["questions"]
    given = zip(asked, (5, "More pictures."), strict=True)
    answers = {"answers": [{"question_id": question["id"], "answer": answer} for question, answer in given]}
    stage.call("answerSurvey", "lena", answers)
    stage.call("readSurveyResults", "nora")
    stage.call("closeSurvey", "nora")


def nora_looks_back(stage: Stage) -> None:
    """What happened, as pages and as files; the campaign is completed, another one cancelled."""
    stage.call("completeCampaign", "nora")
    stage.call("listCampaignHistory", "nora")
    stage.call("listCampaignSnapshots", "nora")
    stage.call("downloadCampaignReport", "nora")
    stage.ids["export_id"] = stage.call("requestCampaignReport", "nora")["id"]
    draft = {"brand_id": stage.ids["brand_id"], "name": "Tea in the evening"}
    other = stage.call("createCampaign", "nora", draft)["id"]
    stage.call("cancelCampaign", "nora", campaign_id=other)
    stage.call("callCampaignLifecycle", "admin", {"action": "process-transitions"})


def upload(announced: dict[str, Any]) -> None:
    """Post a file where the announcement says, as a browser does."""
    form = announced["upload"]
    httpx.post(form["url"], data=form["fields"], files={"file": PDF}).raise_for_status()


PLANNING = (nora_plans_a_campaign, nora_launches_it)
WORKING = (lena_hands_in_her_work, nora_asks_how_it_was)
ENDING = (nora_looks_back,)
