"""Names and titles hold nothing that nobody sees, and every name that people really have."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from campaign_lifecycle.campaigns.models import CampaignDraft, CampaignPatch
from campaign_lifecycle.surveys.models import SurveyAnswer, SurveyDraft
from common.models.base import Input
from common.models.campaigns import Campaign, TargetAudience
from common.models.lines import one_line, visible
from matching.fit.models import BrandFitDraft
from notifications.inbox.models import SendNotification
from tracking_redirect.cta_links.models import NewCtaLink
from user_management.auth.models import SignUp
from user_management.brands.models import BrandDraft, BrandPatch
from user_management.users.models import ProfilePatch

BERLIN = {"country": "DE"}
INPUTS: dict[str, Callable[[str], Input]] = {
    "person": lambda said: SignUp(email="a@b.example", password="x", role="brand", full_name=said),
    "profile": lambda said: ProfilePatch(full_name=said),
    "location": lambda said: ProfilePatch(location=said),
    "brand": lambda said: BrandDraft(name=said),
    "industry": lambda said: BrandPatch(industry=said),
    "campaign": lambda said: CampaignDraft(name=said),
    "campaign again": lambda said: CampaignPatch(name=said),
    "category": lambda said: CampaignDraft(name="x", category=said),
    "city": lambda said: CampaignDraft.model_validate(
        {"name": "x", "target_audience": {"location": BERLIN | {"city": said}}}
    ),
    "city again": lambda said: CampaignPatch.model_validate(
        {"target_audience": {"location": BERLIN | {"city": said}}}
    ),
    "wanted place": lambda said: BrandFitDraft(target_locations=[f"DE/{said}"]),
    "wanted category": lambda said: BrandFitDraft(categories=[said]),
    "survey": lambda said: SurveyDraft.model_validate(
        {"title": said, "questions": [{"kind": "nps", "prompt": "Well?"}]}
    ),
    "option": lambda said: SurveyDraft.model_validate(
        {"title": "x", "questions": [{"kind": "single", "prompt": "Which?", "options": ["a", said]}]}
    ),
    "label": lambda said: NewCtaLink(label=said, destination_url="https://shop.example.com"),
    "notification": lambda said: SendNotification(
        action="send", user_id=uuid4(), category="system", type="x", title=said, message="x"
    ),
}
HIDDEN = (
    "\n\r\t\x00\x1b\x7f\x85\u2028\u2029\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202e\u2066\u2069\u2060\ufeff\xad"
    "\U000e0041\U000e007f\U000e0001\u034f\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0\ufff0\U000e0fff"
)
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
REAL = {
    "Persian affix": "می\u200cکنم",
    "Persian number": "۱۲\u200cم",
    "Malayalam ending": "മോഹന\u0d4d\u200d",
    "Malayalam ending before a bracket": "മോഹന\u0d4d\u200d (X)",
    "Sinhala": "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
    "family": "👩\u200d👩\u200d👧",
    "burning heart": "❤\ufe0f\u200d🔥",
    "Persian affix of a Latin word": "PDF\u200c\u0647\u0627",
    "Persian letter before a number": "ی\u200c2",
    "Persian affix in brackets": "کتاب\u200c(\u0647\u0627)",
    "Bengali": "র\u200d\u09cdযা",
    "Mongolian": "ᠠ\u180bᠨ",
    "keycap": "#\ufe0f\u20e3",
    "heart": "❤\ufe0f",
    "ideographic variant": "葛\U000e0100城",
    "England": f"{ENGLAND} FC",
    "pirates": "🏴\u200d☠\ufe0f",
    "astronaut": "👩🏽\u200d🚀",
    "Hebrew": "חברה",
    "wide space": "李\u3000雷",
    "Latin": "Été <b> & O'Neill",
}


@pytest.mark.parametrize("make", INPUTS.values(), ids=INPUTS)
def test_no_name_holds_what_nobody_sees(make: Callable[[str], Input]) -> None:
    for hidden in HIDDEN:
        with pytest.raises(ValidationError, match=r"must not hold line breaks|should match"):
            make(f"Ac{hidden}me")


@pytest.mark.parametrize("make", INPUTS.values(), ids=INPUTS)
@pytest.mark.parametrize("name", REAL.values(), ids=REAL)
def test_every_real_name_is_taken_as_it_is(make: Callable[[str], Input], name: str) -> None:
    assert name in _texts(make(name).model_dump())


IDLE_JOINERS = [
    "\u200dAcme", "Ac \u200dme", "é\u200d", "\u200cش", "ش\u200c", "a\u200dé", "é\u200d.", "é\u200cé", "é\u200dé",
    "\u0410\u043b\u0435\u200c\u043a\u0441\u0435\u0439",
    "中\u200c文", "ש\u200dש", "ش\u200c ش", "ش\u200c\u200cش", "ش\u3164\u200c.", "ش\u200c\u2800",
    "👩\u200c👧", "👩\u200d", "👩\u200dé", "é\u200d👩", "$\u200d$", "中\ufe0f\u200d👩", "🏴\U000e0067\u200d👩",
]  # fmt: skip
IDLE_SELECTORS = [
    "\ufe0fAcme", "Ac \ufe0fme", "Ac\u3000\U000e0100me", "❤\ufe0f\ufe0f", "葛\U000e0100\ufe00", "👩\u200d\ufe0f👧",
    "\U000e01efAcme", "Ac\u2800\ufe0fme", "ش\u200c\ufe0fش", f"{ENGLAND}\ufe0f",
]  # fmt: skip
IDLE_TAGS = [
    ENGLAND[1:], f"🏳{ENGLAND[1:]}", f"🏴 {ENGLAND[1:]}", f"🏴\ufe0f{ENGLAND[1:]}", f"{ENGLAND}\U000e0067",
    "🏴\U000e0001", "🏴\U000e0067\U000e0080",
]  # fmt: skip


@pytest.mark.parametrize("name", IDLE_JOINERS + IDLE_SELECTORS + IDLE_TAGS, ids=ascii)
def test_what_changes_nothing_beside_it_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        BrandDraft(name=name)


@given(
    st.text(
        "aé $ش中م\u0d4d❤👩🏽🏴\n\u00ad\u200c\u200d\ufe0f\u3164\U000e0100\U000e0067\U000e007f…", max_size=12
    )
)
def test_every_line_made_of_a_text_is_one_that_would_be_taken(text: str) -> None:
    for longest in (None, 1, 2, 5):
        line = one_line(text, longest)
        assert visible(line) == line
        assert longest is None or len(line) <= longest


def test_white_space_around_a_line_is_no_part_of_it() -> None:
    assert BrandDraft(name="\n Acme\u2028\r\n").name == "Acme"
    assert ProfilePatch(full_name=" \n").full_name == ""


def test_what_was_written_before_can_be_read_and_chosen() -> None:
    audience = {"location": BERLIN | {"city": "Ber\u202elin"}}
    assert TargetAudience.model_validate(audience).model_dump(exclude_defaults=True) == audience
    assert Campaign.model_fields["target_audience"].annotation is TargetAudience
    assert not Campaign.model_fields["target_audience"].metadata
    assert SurveyAnswer(question_id=uuid4(), answer=["Ber\u202elin"]).answer == ["Ber\u202elin"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Ac\u202eme\n Inc\x00.", "Acme Inc ."),
        ("a\u200db", "ab"),
        (REAL["family"], REAL["family"]),
        ("x" * 11, "x" * 9 + "…"),
        ("Ac\u2800\u3164me\u034f \ufe0f\U000e0067", "Acme"),
        (f"{ENGLAND}{ENGLAND[1:]}", ENGLAND),
        ("xxxxxxxی\u200cxx", "xxxxxxxی…"),
        ("xxxxxxx❤\ufe0f\u200d🔥", "xxxxxxx❤…"),
        ("xxxxxxx葛\U000e0100xx", "xxxxxxx葛…"),
        (f"xxxxx{ENGLAND}", "xxxxx🏴…"),
    ],
)
def test_what_cannot_be_refused_becomes_a_line(written: str, told: str) -> None:
    longest = 10 if written[0] == "x" else None
    assert one_line(written, longest) == told


def _texts(value: object) -> list[str]:
    if isinstance(value, BaseModel):
        return _texts(value.model_dump())
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [str(value).removeprefix("DE/")]
