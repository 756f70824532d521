"""`curl -d` calls every body a form: no route that speaks JSON reads it so, and says back what stood in it."""

import importlib
import json
import re

import pytest

from common.bodies import FORM
from tests.factories.events import LambdaContext, http_event
from tools.openapi import CAPABILITIES, routes_of

SECRET = "correct-horse-battery"
BODY = json.dumps({"email": "ada@example.com", "password": SECRET}).encode()
WITH_FORMS = {
    "notifications": "POST /unsubscribe/<token>",  # mail programs send a form (RFC 8058), to this and the next
    "agents": "POST /invites/<token>/opt-out",
    "activations": "POST /q/staff",  # the button of the page
}
ROUTES = [
    (capability, f"{route.method} {route.path}")
    for capability in CAPABILITIES
    for route in routes_of(importlib.import_module(f"{capability}.api").app)
    if route.method not in {"GET", "HEAD"}
]


def status_of(capability: str, operation: str, content_type: str) -> tuple[int, str]:
    method, _, path = operation.partition(" ")
    event = http_event(
        method, re.sub("<[^>]+>", "0192b1c2-0000-7000-8000-000000000001", path), raw_body=BODY,
        headers={"content-type": content_type},
    )  # fmt: skip
    answer = importlib.import_module(f"{capability}.api").app.resolve(event, LambdaContext())
    return answer["statusCode"], answer.get("body") or ""


@pytest.mark.parametrize("content_type", [FORM, f"{FORM.upper()}; charset=utf-8", "text/plain"])
@pytest.mark.parametrize("capability", CAPABILITIES)
def test_no_json_route_reads_a_form(
    capability: str, content_type: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    operations = {operation for owner, operation in ROUTES if owner == capability} - {*WITH_FORMS.values()}
    assert operations, "a capability that takes nothing"
    answers = {operation: status_of(capability, operation, content_type) for operation in operations}
    assert {operation for operation, (status, _) in answers.items() if status != 415} == set()
    printed = "".join(capsys.readouterr()) + caplog.text
    assert SECRET not in printed + "".join(body for _, body in answers.values())


def test_who_declares_a_form_is_there_and_takes_it() -> None:
    assert set(WITH_FORMS.items()) <= set(ROUTES)
    status, body = status_of("notifications", WITH_FORMS["notifications"], FORM)
    assert status != 415
    assert SECRET not in body
