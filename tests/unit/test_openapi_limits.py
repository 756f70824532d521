"""What a schema can say of a limit, it says: it refuses what the code refuses, and takes what the code takes."""

import importlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from common.adapters.identity.password_rule import LONGEST_PASSWORD
from common.models.base import Input
from infra.topology import TOPOLOGY
from tools.openapi import CAPABILITIES, render

DOCUMENT: dict[str, Any] = json.loads(render())
ID = "01900000-0000-7000-8000-000000000001"
LINK = {"submission_type": "url", "content_url": "https://www.instagram.com/p/abc/"}
SENT = {"action": "send", "category": "system", "type": "news", "title": "News", "message": "There are some."}
CONNECTED = {"action": "connect-platform"}

TAKEN: list[tuple[str, dict[str, Any]]] = [
    ("CampaignDraft", {"name": "Summer", "timeline_start": "2026-07-01"}),
    ("CampaignDraft", {"name": "Sommer – été", "budget_total": 150_000}),
    ("InvitationDraft", {"creator_user_id": ID, "expires_at": "2026-07-01T12:00:00Z"}),
    ("ReviewDraft", {"decision": "approved"}),
    ("ReviewDraft", {"decision": "rejected", "feedback": "Not what we asked for."}),
    ("ContentInput", LINK),
    ("ContentInput", {"submission_type": "file", "file_path": "campaigns/1/2"}),
    ("ContentInput", {"submission_type": "text", "description": "Hello"}),
    ("SubmissionDraft", LINK | {"deliverable_id": ID, "unit": 1000}),
    ("SendNotification", SENT | {"user_id": ID}),
    ("SendNotification", SENT | {"brand_id": ID, "permission": "money"}),
    ("ConnectPlatform", CONNECTED | {"ticket": "abc"}),
    ("ConnectPlatform", CONNECTED | {"platform": "tiktok", "code": "abc"}),
    ("SurveyQuestionDraft", {"kind": "single", "prompt": "Which?", "options": ["a", "b"]}),
    ("SurveyQuestionDraft", {"kind": "rating", "prompt": "How much?"}),
    ("KeyRotation", {"overlap_hours": 0}),
]
REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("CampaignDraft", {"name": "Summer", "timeline_start": "1999-12-31"}),
    ("CampaignDraft", {"name": "Summer", "timeline_end": "2100-01-01"}),
    ("CampaignDraft", {"name": "Sum\nmer"}),
    ("CampaignDraft", {"name": "Summer", "budget_total": -1}),
    ("CampaignDraft", {"name": "Summer", "budget_total": 10**12 + 1}),
    ("CampaignDraft", {"name": "Summer", "budget_total": 1.5}),
    ("CampaignDraft", {"name": "Summer", "budget_total": "100"}),
    ("CampaignDraft", {"name": "Summer", "price": 1}),
    ("CampaignDraft", {"name": ""}),
    ("CampaignDraft", {"name": "n" * 201}),
    ("BrandPatch", {"industry": "shoes\x00"}),
    ("InvitationDraft", {"creator_user_id": ID, "expires_at": "2100-01-01T00:00:00Z"}),
    ("ReviewDraft", {"decision": "rejected"}),
    ("ReviewDraft", {"decision": "changes_requested", "feedback": ""}),
    ("ContentInput", {"submission_type": "url"}),
    ("ContentInput", {"submission_type": "url", "content_url": None, "description": "Hello"}),
    ("ContentInput", {"submission_type": "file", "content_url": "https://www.instagram.com/p/abc/"}),
    ("ContentInput", {"submission_type": "text", "description": ""}),
    ("SubmissionDraft", {"submission_type": "text", "deliverable_id": ID}),
    ("SubmissionDraft", LINK | {"deliverable_id": ID, "unit": 0}),
    ("SendNotification", SENT),
    ("SendNotification", SENT | {"user_id": ID, "brand_id": ID}),
    ("SendNotification", SENT | {"user_id": ID, "permission": "money"}),
    ("ConnectPlatform", CONNECTED),
    ("ConnectPlatform", CONNECTED | {"platform": "tiktok"}),
    ("ConnectPlatform", CONNECTED | {"ticket": "abc", "code": "abc"}),
    ("SurveyQuestionDraft", {"kind": "single", "prompt": "Which?"}),
    ("SurveyQuestionDraft", {"kind": "multiple", "prompt": "Which?", "options": ["a", "a"]}),
    ("SurveyQuestionDraft", {"kind": "rating", "prompt": "How much?", "options": ["a", "b"]}),
    ("KeyRotation", {"overlap_hours": 169}),
]
"""Bodies and the model that they are sent to."""


def inputs(kind: type[Input] = Input) -> Iterator[type[Input]]:
    for model in kind.__subclasses__():
        yield model
        yield from inputs(model)


for capability in CAPABILITIES:
    importlib.import_module(f"{capability}.api")
MODELS = {model.__name__: model for model in inputs()}


def fits_schema(name: str, body: dict[str, Any]) -> bool:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return Draft202012Validator(schema).is_valid(body)


def fits_code(name: str, body: dict[str, Any]) -> bool:
    try:
        MODELS[name].model_validate_json(json.dumps(body))
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("name", "body"), TAKEN)
def test_what_the_code_takes_the_schema_takes(name: str, body: dict[str, Any]) -> None:
    assert fits_code(name, body)
    assert fits_schema(name, body)


@pytest.mark.parametrize(("name", "body"), REFUSED)
def test_what_the_code_refuses_the_schema_refuses(name: str, body: dict[str, Any]) -> None:
    assert not fits_code(name, body)
    assert not fits_schema(name, body)


def test_the_length_of_a_password_is_that_of_the_map() -> None:
    told = (
        f"From {TOPOLOGY.sign_in.shortest_password} to {LONGEST_PASSWORD} characters, and not easy to guess."
    )
    for name in ("SignUp", "PasswordReset"):
        assert DOCUMENT["components"]["schemas"][name]["properties"]["password"]["description"] == told
