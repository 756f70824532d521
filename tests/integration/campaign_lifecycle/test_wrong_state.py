"""What was right a moment ago: each step at the wrong time is refused, and leaves nothing."""

from typing import Any

import pytest

from tests.conftest import Database
from tests.integration.campaign_lifecycle.populated_campaign import make_populated_campaign

Act = tuple[str, str, str, dict[str, Any]]
"""Who, method, path under /api/v1, body."""

C = "/campaigns/{campaign}"
CONTENT = {"submission_type": "text", "description": "Another poem"}

APPROVE: Act = ("brand", "POST", "/submissions/{submission}/reviews", {"decision": "approved"})
REJECT: Act = (*APPROVE[:3], {"decision": "rejected", "feedback": "No."})
ASK_FOR_CHANGES: Act = (*APPROVE[:3], {"decision": "changes_requested", "feedback": "Rhymes!"})
REVISE: Act = ("creator", "POST", "/submissions/{submission}/revisions", CONTENT)
SUBMIT: Act = ("creator", "POST", f"{C}/submissions", CONTENT | {"deliverable_id": "{deliverable}"})
ACCEPT: Act = ("invited", "POST", "/invitations/{invitation}/accept", {})
DECLINE: Act = ("invited", "POST", "/invitations/{invitation}/decline", {})
OFFER: Act = ("invited", "POST", "/invitations/{invitation}/negotiations", {"amount": 2_400})
COUNTER: Act = ("brand", *OFFER[1:])
TAKE_OFFER: Act = ("brand", "POST", "/negotiations/{negotiation}/accept", {})
LEAVE_OFFER: Act = ("brand", "POST", "/negotiations/{negotiation}/reject", {})
WITHDRAW_OFFER: Act = ("invited", "POST", "/negotiations/{negotiation}/withdraw", {})
WITHDRAW: Act = ("brand", "POST", "/invitations/{invitation}/withdraw", {})
LEAVE: Act = ("creator", "POST", "/participants/{participant}/leave", {})
REMOVE: Act = ("brand", "POST", "/participants/{participant}/remove", {})
ANSWER: Act = (
    "creator", "POST", "/surveys/{survey}/responses", {"answers": [{"question_id": "{question}", "answer": "Well."}]},
)  # fmt: skip


def by_brand(method: str, path: str, **body: object) -> Act:
    return "brand", method, path, body


def invite(whom: str) -> Act:
    return by_brand("POST", f"{C}/invitations", creator_user_id=f"{{{whom}}}")


PAUSE, COMPLETE = by_brand("POST", f"{C}/pause"), by_brand("POST", f"{C}/complete")
CLOSE = by_brand("POST", "/surveys/{survey}/close")

CASES: list[tuple[list[Act], Act, int, str]] = [
    ([APPROVE], APPROVE, 409, "SUBMISSION_TRANSITION_FORBIDDEN"),
    ([APPROVE], REJECT, 409, "SUBMISSION_TRANSITION_FORBIDDEN"),
    ([REJECT], APPROVE, 409, "SUBMISSION_TRANSITION_FORBIDDEN"),
    ([ASK_FOR_CHANGES], APPROVE, 409, "SUBMISSION_TRANSITION_FORBIDDEN"),
    ([APPROVE], REVISE, 409, "SUBMISSION_TRANSITION_FORBIDDEN"),
    ([ASK_FOR_CHANGES, REVISE], REVISE, 409, "SUBMISSION_TRANSITION_FORBIDDEN"),
    ([], SUBMIT, 409, "ALREADY_SUBMITTED"),
    ([COMPLETE], ASK_FOR_CHANGES, 409, "CAMPAIGN_NOT_RUNNING"),
    ([COMPLETE], SUBMIT, 409, "CAMPAIGN_NOT_RUNNING"),
    ([DECLINE], DECLINE, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([DECLINE], ACCEPT, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([ACCEPT], ACCEPT, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([ACCEPT], DECLINE, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([ACCEPT], OFFER, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([COMPLETE], ACCEPT, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([WITHDRAW], ACCEPT, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([WITHDRAW], DECLINE, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([WITHDRAW], OFFER, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([WITHDRAW], TAKE_OFFER, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([WITHDRAW], WITHDRAW, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([ACCEPT], WITHDRAW, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([DECLINE], WITHDRAW, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([COMPLETE], WITHDRAW, 409, "INVITATION_TRANSITION_FORBIDDEN"),
    ([LEAVE], LEAVE, 409, "PARTICIPANT_NOT_ACTIVE"),
    ([LEAVE], REMOVE, 409, "PARTICIPANT_NOT_ACTIVE"),
    ([REMOVE], LEAVE, 409, "PARTICIPANT_NOT_ACTIVE"),
    ([COMPLETE], LEAVE, 409, "PARTICIPANT_NOT_ACTIVE"),
    ([LEAVE], SUBMIT, 409, "PARTICIPANT_NOT_ACTIVE"),
    ([LEAVE], APPROVE, 409, "SUBMISSION_TRANSITION_FORBIDDEN"),
    ([LEAVE], invite("creator"), 409, "ALREADY_PARTICIPATES"),
    ([PAUSE], ACCEPT, 409, "CAMPAIGN_NOT_RUNNING"),
    ([PAUSE], invite("outsider"), 409, "CAMPAIGN_NOT_RUNNING"),
    ([], invite("invited"), 409, "INVITATION_PENDING"),
    ([], invite("creator"), 409, "ALREADY_PARTICIPATES"),
    ([REMOVE], invite("creator"), 409, "ALREADY_PARTICIPATES"),
    ([], invite("stranger"), 422, "NOT_A_CREATOR"),
    ([], invite("campaign"), 422, "NOT_A_CREATOR"),
    ([], OFFER, 409, "OFFER_OPEN"),
    ([COUNTER], TAKE_OFFER, 409, "NEGOTIATION_TRANSITION_FORBIDDEN"),
    ([TAKE_OFFER], LEAVE_OFFER, 409, "NEGOTIATION_TRANSITION_FORBIDDEN"),
    ([LEAVE_OFFER], TAKE_OFFER, 409, "NEGOTIATION_TRANSITION_FORBIDDEN"),
    ([WITHDRAW_OFFER], TAKE_OFFER, 409, "NEGOTIATION_TRANSITION_FORBIDDEN"),
    ([TAKE_OFFER], WITHDRAW_OFFER, 409, "NEGOTIATION_TRANSITION_FORBIDDEN"),
    ([REMOVE], REMOVE, 409, "PARTICIPANT_NOT_ACTIVE"),
    ([REMOVE], SUBMIT, 409, "PARTICIPANT_NOT_ACTIVE"),
    ([ANSWER], ANSWER, 409, "ALREADY_ANSWERED"),
    ([CLOSE], ANSWER, 409, "SURVEY_NOT_OPEN"),
    ([], by_brand("PATCH", C, currency="eur"), 409, "CURRENCY_FIXED"),
    ([], by_brand("PATCH", C, timeline_start="2091-01-01"), 422, "TIMELINE_REVERSED"),
    ([], by_brand("PATCH", C, name=None), 422, "VALIDATION_FAILED"),
    ([], by_brand("PATCH", f"{C}/deliverables/{{deliverable}}", quantity=4), 409, "TERMS_AGREED"),
    ([COMPLETE], by_brand("POST", f"{C}/resume"), 409, "CAMPAIGN_TRANSITION_FORBIDDEN"),
    ([COMPLETE], by_brand("POST", f"{C}/cancel"), 409, "CAMPAIGN_TRANSITION_FORBIDDEN"),
    ([COMPLETE], by_brand("DELETE", C), 409, "CAMPAIGN_NOT_DRAFT"),
    ([], by_brand("POST", "/campaigns/{draft}/launch"), 409, "CAMPAIGN_NOT_READY"),
    ([], by_brand("POST", "/campaigns/{draft}/pause"), 409, "CAMPAIGN_TRANSITION_FORBIDDEN"),
    ([], by_brand("POST", "/campaigns/{draft}/complete"), 409, "CAMPAIGN_TRANSITION_FORBIDDEN"),
    # A child is looked for under its own parent only.
    ([], by_brand("PATCH", "/campaigns/{draft}/deliverables/{deliverable}", quantity=4), 404, "NOT_FOUND"),
    ([], by_brand("DELETE", "/campaigns/{draft}/deliverables/{deliverable}"), 404, "NOT_FOUND"),
    ([], ("creator", "POST", "/campaigns/{draft}/submissions", SUBMIT[3]), 404, "NOT_FOUND"),
]


@pytest.mark.parametrize(
    ("before", "act", "status", "code"), CASES, ids=[f"{act[2]} {code}" for _, act, _, code in CASES]
)
def test_a_step_at_the_wrong_time_is_refused(
    shared_database: Database, before: list[Act], act: Act, status: int, code: str
) -> None:
    world = make_populated_campaign(shared_database)
    for who, _, path, body in before:
        world.person(who).post(world.fill(path), **world.fill(body))
    traces = world.fingerprint()
    who, method, path, body = act
    assert world.person(who).refused(method, world.fill(path), **world.fill(body)) == (status, code)
    assert world.fingerprint() == traces


def test_the_wallet_of_another_currency_does_not_pay(shared_database: Database) -> None:
    world = make_populated_campaign(shared_database)
    brand, creator = world.person("brand"), world.person("outsider")
    world.db.execute("insert into wallets (brand_id, currency) values (%s, 'eur')", (world.ids["brand_id"],))
    world.ids["euro"] = brand.post("/campaigns", name="Sommer", currency="eur")["id"]
    campaign = f"/campaigns/{world.ids['euro']}"
    brand.post(f"{campaign}/deliverables", deliverable_type="tweet", compensation_amount=1)
    assert brand.post(f"{campaign}/launch")["currency"] == "eur"
    invitation = brand.post(f"{campaign}/invitations", creator_user_id=str(creator.id))["id"]
    assert creator.refused("POST", f"/invitations/{invitation}/accept") == (402, "INSUFFICIENT_FUNDS")
    assert creator.get(f"/invitations/{invitation}")["status"] == "pending"
    assert brand.get(campaign)["budget_reserved"] == 0
