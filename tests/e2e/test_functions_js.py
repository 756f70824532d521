"""The existing front end keeps working: its real client, @supabase/functions-js, calls our edge functions."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import RunningSystem
from tools.node import installed, run

HERE = Path(__file__).parent / "functions_js"


@pytest.fixture(scope="module")
def client() -> Path:
    """A folder with the program and the client, installed from its lock file."""
    folder = installed(HERE)
    shutil.copy(HERE / "invoke.mjs", folder)
    return folder


def invoke(client: Path, system: RunningSystem, token: str, name: str, body: object) -> dict[str, Any]:
    said = run("invoke.mjs", system.url, token, name, json.dumps(body), cwd=client)
    answer: dict[str, Any] = json.loads(said)
    return answer


def test_the_admin_runs_the_transitions(client: Path, system: RunningSystem) -> None:
    answer = invoke(client, system, system.token("admin@example.com"), "campaign-lifecycle",
                    {"action": "process-transitions"})  # fmt: skip
    assert answer["status"] == 200
    assert {"activated", "completed", "paused", "expired_invitations", "errors"} <= set(answer["data"])


def test_a_brand_may_not(client: Path, system: RunningSystem) -> None:
    answer = invoke(client, system, system.token("brand@example.com"), "campaign-lifecycle",
                    {"action": "process-transitions"})  # fmt: skip
    assert (answer["status"], answer["refusal"]["code"]) == (403, "FORBIDDEN")


def test_an_unknown_action_is_malformed(client: Path, system: RunningSystem) -> None:
    answer = invoke(client, system, system.token("brand@example.com"), "campaign-lifecycle", {"action": "x"})
    assert (answer["status"], answer["refusal"]["code"]) == (422, "VALIDATION_FAILED")


def test_without_a_token_the_gateway_answers(client: Path, system: RunningSystem) -> None:
    answer = invoke(client, system, "", "campaign-lifecycle", {"action": "process-transitions"})
    assert (answer["status"], answer["refusal"]) == (401, {"message": "Unauthorized"})


def test_somebody_reads_all_their_notifications(client: Path, system: RunningSystem) -> None:
    token = system.token("creator@example.com")
    answer = invoke(client, system, token, "notifications", {"action": "mark-all-read"})
    assert answer["status"] == 200
    assert set(answer["data"]) == {"marked"}
    refused = invoke(client, system, token, "notifications", {
        "action": "send", "user_id": "01900000-0000-7000-8000-000000000001", "category": "system",
        "type": "a.type", "title": "T", "message": "M",
    })  # fmt: skip
    assert (refused["status"], refused["refusal"]["code"]) == (403, "FORBIDDEN")
