"""A text that must be given holds something that is seen."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from pydantic import BaseModel, ValidationError

from campaign_lifecycle.messages.models import CampaignMessageDraft
from campaign_lifecycle.submissions.models import ContentInput, ReviewDraft
from campaign_lifecycle.surveys.models import SurveyQuestionDraft
from common.models.lines import visible
from common.models.texts import is_written, written
from notifications.inbox.models import SendNotification
from payments.earnings.models import ClawbackStart
from tracking_redirect.conversions.models import NewConversion
from user_management.users.models import BanUser

INPUTS: dict[str, Callable[[str], BaseModel]] = {
    "message": lambda said: CampaignMessageDraft(body=said),
    "prompt": lambda said: SurveyQuestionDraft.model_validate({"kind": "text", "prompt": said}),
    "feedback": lambda said: ReviewDraft.model_validate({"decision": "rejected", "feedback": said}),
    "content": lambda said: ContentInput.model_validate({"submission_type": "text", "description": said}),
    "clawback": lambda said: ClawbackStart(amount=1, reason=said),
    "ban": lambda said: BanUser(action="ban-user", user_id=uuid4(), reason=said),
    "order": lambda said: NewConversion(click_id=uuid4(), order_id=said, value=1, currency="usd"),
    "notification": lambda said: SendNotification(
        action="send", user_id=uuid4(), category="system", type="x", title="x", message=said
    ),
}
UNSEEN = (
    "", " ", "\n\t", "\u00a0", "\u200b", "\u200b \u2060", "\u200d", "\ufeff", "\u00ad", "\u180e", "\u3164", "\u115f",
    "\uffa0", "\u2800", "\ufe0f", "\u034f", "\u2028", "\u202e", "\x01", "\U000e0020", "\U000e0100", "\u3000",
)  # fmt: skip
SEEN = ("x", ".", "0", "👍", "夏", "\u0627", "\u0301a", "\u200bx", "❤\ufe0f")


@pytest.mark.parametrize("said", UNSEEN, ids=ascii)
@pytest.mark.parametrize("field", INPUTS)
def test_what_nobody_sees_is_no_text(field: str, said: str) -> None:
    with pytest.raises(ValidationError):
        INPUTS[field](said)


@pytest.mark.parametrize("said", SEEN, ids=ascii)
@pytest.mark.parametrize("field", [field for field in INPUTS if field != "order"])
def test_what_is_seen_is_taken(field: str, said: str) -> None:
    assert any(said.strip() == value for value in INPUTS[field](said).model_dump().values())


def test_what_a_line_shows_is_written() -> None:
    for said in SEEN[:6]:
        assert written(visible(said)) == said
    assert not any(map(is_written, UNSEEN))
