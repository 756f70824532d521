"""The client of the messages page goes on trying, asks for what a hint leaves out, and shows nothing taken away."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from local.environment import ROOT
from tools.node import NODE

RUNNER = Path(__file__).with_name("inbox_run.mjs")
CONVERSATION = "/api/v1/conversations/c"
CONNECTION = "/api/v1/realtime/connection"
FILE = {"id": "f", "file_name": "tea.png"}
STUBS = {
    "index.mjs": """
export const world = { connect: async () => {}, tell: () => {} };
export const Amplify = { configure() {} };
export const Hub = { listen() {} };
export const events = {
  async connect() {
    await world.connect();
    return { subscribe: ({ next }) => {
      world.tell = (event) => next({ event });
      return { ready: Promise.resolve(), unsubscribe() {} };
    } };
  },
  async closeAll() {},
};
""",
    "package.json": json.dumps(
        {"name": "aws-amplify", "exports": dict.fromkeys((".", "./data", "./utils"), "./index.mjs")}
    ),
}


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Runs a scenario (inbox_run.mjs) with a push client and an API that answer as they are told."""
    stub = tmp_path / "node_modules" / "aws-amplify"
    stub.mkdir(parents=True)
    for name, text in STUBS.items():
        (stub / name).write_text(text)
    inbox = shutil.copy(ROOT / "local/messages_page/inbox.mjs", tmp_path)
    runner = shutil.copy(RUNNER, tmp_path)

    def scenario(answers: dict[str, Any], events: list[Any], lines: list[str] | None = None) -> Any:
        finished = subprocess.run(
            [NODE, runner, inbox],
            input=json.dumps({"answers": answers, "events": events, "lines": lines or []}),
            capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        return json.loads(finished.stdout)

    return scenario


def message(seq: int, body: str, *files: object) -> dict[str, Any]:
    return {"seq": seq, "body": body, "attachments": list(files)}


def room(*states: tuple[int, list[dict[str, Any]]]) -> dict[str, Any]:
    """An API whose conversation has, one after the other, these revisions and messages; the last one stays."""
    connection = (200, {"http_domain": "push.example", "channel": "/users/u/k"})
    answers: dict[str, Any] = {CONNECTION: [connection], CONVERSATION: []}
    for revision, said in states:
        told = {"last_seq": len(said), "revision": revision, "me": {"unread_count": 0}}
        answers[CONVERSATION] += [(200, told)] * 2
        for after in range(len(said) + 1):
            page = (200, {"data": said[after:], "next_cursor": None})
            answers.setdefault(f"{CONVERSATION}/messages?after_seq={after}&limit=100", []).append(page)
    return answers


def created(seq: int, **facts: object) -> dict[str, object]:
    return {"type": "message.created", "conversation_id": "c", "seq": seq, **facts}


def test_it_tries_until_there_is_a_line_and_waits_half_a_minute_at_most(run: Any) -> None:
    told = run(room((0, [])), [created(1, body="Hello")], ["down"] * 25)
    assert told["opened"] == "open"
    assert told["seen"] == [[{"seq": 1, "body": "Hello"}]]
    assert len(told["pauses"]) == 25
    assert 15_000 <= min(told["pauses"][-5:]) <= max(told["pauses"]) <= 30_000


def test_it_outlasts_an_api_that_is_down(run: Any) -> None:
    answers = room((0, []))
    answers[CONNECTION] = [(503, {"code": "DATABASE_UNAVAILABLE"})] * 30 + answers[CONNECTION]
    assert run(answers, [])["opened"] == "open"


@pytest.mark.parametrize(("status", "code"), [(401, "SESSION_ENDED"), (503, "NOT_CONFIGURED")])
def test_what_asking_again_does_not_change_ends_it(run: Any, status: int, code: str) -> None:
    told = run({CONNECTION: [(status, {"code": code})]}, [])
    assert (told["opened"], told["asked"].count(f"GET {CONNECTION}")) == (code, 1)


def test_a_sign_in_that_ends_while_it_listens_is_said(run: Any) -> None:
    answers = room((0, []))
    answers[CONNECTION].append((401, {"code": "SESSION_ENDED"}))
    assert run(answers, [{"type": "channel.renewed"}])["state"] == "ended"


def test_a_hint_without_a_body_is_asked_for_with_its_files(run: Any) -> None:
    told = run(room((0, []), (0, [message(1, "", FILE)])), [created(1, kind="file")])
    assert told["seen"] == [[message(1, "", FILE)]]


def test_a_redacted_message_is_taken_away(run: Any) -> None:
    redacted = {"type": "message.redacted", "conversation_id": "c", "seq": 1, "redacted_at": "2026-12-10"}
    other = redacted | {"conversation_id": "other"}
    told = run(room((0, [message(1, "My street", FILE), message(2, "Yes")])), [other, redacted])
    assert [one["body"] for one in told["seen"][0]] == ["My street", "Yes"]
    assert told["seen"][1] == [message(1, "[redacted]"), message(2, "Yes")]


def test_what_was_taken_away_meanwhile_is_read_again(run: Any) -> None:
    """By the revision, whether it was heard of or not; as long as it stays the same, nothing is read twice."""
    before, after = [message(1, "My street")], [message(1, "[erased]")]
    told = run(room((3, before), (4, after)), [{"type": "conversation.revised", "conversation_id": "c"}])
    assert told["seen"] == [after]
    told = run(room((3, before), (3, after)), [created(3)])
    assert told["seen"] == [before]
