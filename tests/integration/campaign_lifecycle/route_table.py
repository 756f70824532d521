"""Every route of the campaign engine: who is let in, what it reads, what it says when the campaign is over."""

from dataclasses import dataclass
from typing import Any

TEXT = "Some words"
DAY = "2089-06-01"
MOMENT = "2089-06-01T12:00:00Z"
LINK = "https://shop.example.com/summer"

AUDIENCE: dict[str, Any] = {
    "min_followers": 10, "max_followers": 1_000, "platforms": ["tiktok"], "age_ranges": ["18-24"],
    "languages": ["de"], "location": {"country": "DE", "city": TEXT},
}  # fmt: skip
CAMPAIGN: dict[str, Any] = {
    "name": TEXT, "description": TEXT, "category": TEXT, "currency": "usd", "budget_total": 90_000,
    "timeline_start": DAY, "timeline_end": "2089-07-01", "target_audience": AUDIENCE, "brand_guidelines": TEXT,
    "auto_approve_late_reviews": True, "destination_url": LINK,
}  # fmt: skip
DELIVERABLE: dict[str, Any] = {
    "deliverable_type": "tweet", "quantity": 3, "description": TEXT, "compensation_amount": 1_000, "due_date": DAY,
}  # fmt: skip
INVITATION: dict[str, Any] = {
    "creator_user_id": "{outsider}", "agreed_amount": 500, "message": TEXT, "terms": TEXT, "expires_at": MOMENT,
}  # fmt: skip
EMAIL_INVITATION: dict[str, Any] = {
    "email": "new@example.com", "agreed_amount": 500, "message": TEXT, "terms": TEXT,
}  # fmt: skip
CONTENT: dict[str, Any] = {
    "submission_type": "text", "content_url": LINK, "description": TEXT,
}  # fmt: skip
ASSET: dict[str, Any] = {
    "purpose": "campaign", "file_name": TEXT, "media_type": "image/png", "size_bytes": 10,
    "checksum_sha256": "0" * 64,
}  # fmt: skip
SURVEY: dict[str, Any] = {
    "title": TEXT, "description": TEXT, "closes_at": MOMENT,
    "questions": [{"kind": "single", "prompt": TEXT, "required": True, "options": [TEXT, f"{TEXT}, but others"]}],
}  # fmt: skip


@dataclass(frozen=True)
class Route:
    """`access` has a letter for each of `PEOPLE`; `over`: the refusal after `call_off`, where there is one (409;
    404 for what only those see who take part now).

    o: let in. c: let in, refused because of the state it is in (409). F: 403 FORBIDDEN.
    -: 404, as if there were nothing.
    """

    name: str
    access: str
    over: str | None = None
    body: dict[str, Any] | None = None

    @property
    def method(self) -> str:
        """GET, POST, PATCH or DELETE."""
        return self.name.split(" ")[0]

    @property
    def path(self) -> str:
        """With `{names}` of ids."""
        return self.name.split(" ")[1]


MOVE = "CAMPAIGN_TRANSITION_FORBIDDEN"
ANSWERED = "INVITATION_TRANSITION_FORBIDDEN"
C = "/api/v1/campaigns/{campaign}"
I = "/api/v1/invitations/{invitation}"  # noqa: E741
E = "/api/v1/email-invitations/{email_invitation}"
N = "/api/v1/negotiations/{negotiation}"
P = "/api/v1/participants/{participant}"
S = "/api/v1/submissions/{submission}"
V = "/api/v1/surveys/{survey}"

# The letters: brand, analyst, creator, invited, outsider, stranger.
ROUTES = (
    Route("GET /api/v1/campaigns", "oooooo"),
    Route("POST /api/v1/campaigns", "oFFFFF", body={"brand_id": "{brand_id}"} | CAMPAIGN),
    Route(f"GET {C}", "oo----"),
    Route(f"PATCH {C}", "oF----", body=CAMPAIGN),
    Route(f"DELETE {C}", "cF----", "CAMPAIGN_NOT_DRAFT"),
    Route(f"POST {C}/launch", "oF----", MOVE),
    Route(f"POST {C}/pause", "oF----", MOVE),
    Route(f"POST {C}/resume", "oF----", MOVE),
    Route(f"POST {C}/complete", "oF----", MOVE),
    Route(f"POST {C}/cancel", "oF----"),
    Route(f"POST {C}/duplicate", "oF----"),
    Route(f"GET {C}/history", "oo----"),
    Route(f"GET {C}/snapshots", "oo----"),
    Route(f"GET {C}/report", "oo----"),
    Route(f"POST {C}/exports", "oo----"),
    Route("GET /api/v1/campaign-briefs", "oooooo"),
    Route("GET /api/v1/campaign-briefs/{campaign}", "oooo--"),
    Route(f"POST {C}/deliverables", "cF----", "TERMS_AGREED", DELIVERABLE),
    Route(f"GET {C}/deliverables", "oooo--"),
    Route(f"PATCH {C}/deliverables/{{deliverable}}", "oF----", body=DELIVERABLE),
    Route(f"DELETE {C}/deliverables/{{deliverable}}", "cF----", "TERMS_AGREED"),
    Route("GET /api/v1/deliverables/due", "oooooo"),
    Route("GET /api/v1/invitations", "oooooo"),
    Route(f"GET {C}/invitations", "oooo--"),
    Route(f"POST {C}/invitations", "oFFF--", "CAMPAIGN_NOT_RUNNING", INVITATION),
    Route(f"POST {C}/invitations/bulk", "oFFF--", body={"invitations": [INVITATION]}),
    Route(f"GET {I}", "oo-o--"),
    Route(f"POST {I}/accept", "FF-o--", ANSWERED),
    Route(f"POST {I}/decline", "FF-o--", ANSWERED, {"reason": TEXT}),
    Route(f"POST {I}/withdraw", "oF-F--", ANSWERED),
    Route(f"GET {C}/email-invitations", "oo----"),
    Route(f"POST {C}/email-invitations", "oF----", "CAMPAIGN_NOT_RUNNING", EMAIL_INVITATION),
    Route(f"GET {E}", "oo----"),
    Route(f"POST {E}/withdraw", "oF----", "EMAIL_INVITATION_TRANSITION_FORBIDDEN"),
    Route("POST /api/v1/email-invitations/redeem", "oooooo", body={"token": "0" * 64}),
    Route(f"POST {I}/negotiations", "oF-c--", ANSWERED, {"amount": 700, "terms": TEXT}),
    Route(f"GET {I}/negotiations", "oo-o--"),
    Route(f"POST {N}/accept", "oF-c--", ANSWERED),
    Route(f"POST {N}/reject", "oF-c--", ANSWERED),
    Route(f"POST {N}/withdraw", "cF-o--", ANSWERED),
    Route("GET /api/v1/participants", "oooooo"),
    Route("GET /api/v1/participants/messages/unread", "oooooo"),
    Route(f"GET {C}/participants", "oooo--"),
    Route(f"GET {P}", "ooo---"),
    Route(f"POST {P}/remove", "oFF---", "PARTICIPANT_NOT_ACTIVE", {"reason": TEXT}),
    Route(f"POST {P}/leave", "FFo---", "PARTICIPANT_NOT_ACTIVE", {"reason": TEXT}),
    Route(f"GET {P}/messages", "ooo---"),
    Route(f"POST {P}/messages", "oFo---", body={"body": TEXT}),
    Route(f"POST {P}/messages/read", "oFo---"),
    Route("GET /api/v1/submissions", "oooooo"),
    Route(f"GET {C}/submissions", "oooo--"),
    Route(
        f"POST {C}/submissions", "FFo---", "CAMPAIGN_NOT_RUNNING",
        CONTENT | {"deliverable_id": "{deliverable}", "unit": 2},
    ),
    Route(f"GET {S}", "ooo---"),
    Route(f"POST {S}/revisions", "FFc---", "CAMPAIGN_NOT_RUNNING", CONTENT),
    Route(f"GET {S}/reviews", "ooo---"),
    Route(f"POST {S}/reviews", "oFF---", body={"decision": "rejected", "feedback": TEXT, "revision": 1}),
    Route(f"GET {S}/file", "ooo---"),
    Route(f"GET {C}/assets", "oooo--"),
    Route(f"POST {C}/assets", "oF----", "CAMPAIGN_NOT_RUNNING", ASSET),
    Route(f"GET {C}/assets/{{asset}}", "oooo--"),
    Route(f"POST {C}/assets/{{asset}}/complete", "oFFF--"),
    Route(f"DELETE {C}/assets/{{asset}}", "oFFF--"),
    Route(f"GET {C}/surveys", "oooo--"),
    Route(f"POST {C}/surveys", "oF----", body=SURVEY),
    Route(f"GET {V}", "oooo--"),
    Route(f"GET {V}/results", "oF----"),
    Route(f"POST {V}/open", "oF----"),
    Route(f"POST {V}/close", "oF----"),
    Route(
        f"POST {V}/responses", "FFoo--", "NOT_FOUND",
        {"answers": [{"question_id": "{question}", "answer": TEXT}]},
    ),
    Route("POST /functions/v1/campaign-lifecycle", "FFFFFF", body={"action": "process-transitions"}),
)  # fmt: skip
