"""`/docs/messages` in a real browser: what is written on one side is on the other, after the lines broke too."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from local.http1 import Request
from local.messages_page.page import MessagesPage
from tests.e2e.amplify.people import HERE
from tests.e2e.system import RunningSystem, running
from tools.browser import perform
from tools.messages_page import bundle

LINES: list[dict[str, Any]] = [
    {"from": "brand", "to": "creator", "text": "Good morning!"},
    {"from": "creator", "to": "brand", "text": "Good morning to you. <b>Ready</b>?"},
    {"from": "brand", "to": "creator", "text": "Did you hear that?", "cut": True},
    {"from": "creator", "to": "brand", "text": "The line broke. I did."},
    {"from": "creator", "to": "brand", "text": "And again?", "cut": True},
    {"from": "brand", "to": "creator", "text": "Every word."},
]


@pytest.fixture(scope="module")
def showing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system whose page has its bundle."""
    bundle()
    with running(tmp_path_factory.mktemp("page") / "data") as started:
        yield started


@pytest.fixture(scope="module")
def told(showing: RunningSystem) -> dict[str, Any]:
    """What a browser saw of the talk."""
    asked = {"url": f"{showing.url}/docs/messages", "lines": LINES}
    found: dict[str, Any] = perform(HERE / "talk_in_a_browser.mjs", asked)
    return found


def test_both_panes_show_the_same_talk_and_each_message_once(
    showing: RunningSystem, told: dict[str, Any]
) -> None:
    with psycopg.connect(showing.database_url) as db:
        stored = db.execute("select seq, body from messages where kind = 'text' order by seq").fetchall()
    assert [body for _, body in stored][-len(LINES) :] == [line["text"] for line in LINES]
    for name in ("brand", "creator"):
        assert [tuple(one) for one in told[name]][-len(LINES) :] == stored[-len(LINES) :], name


def test_the_lines_were_cut_and_both_ways_were_taken(told: dict[str, Any]) -> None:
    assert told["cut"].startswith("2 lines")
    for name in ("brand", "creator"):
        counted = re.search(r"(\d+) by the socket, (\d+) by request", told[f"{name}_state"])
        assert counted is not None
        assert min(map(int, counted.groups())) >= 1, told[f"{name}_state"]


def test_the_page_asks_nobody_else_and_complains_of_nothing(
    showing: RunningSystem, told: dict[str, Any]
) -> None:
    assert told["errors"] == []
    sockets = f"http://{showing.data_dir.realtime_port.read_text().strip()}"
    assert set(told["asked"]) <= {showing.url, sockets, "null"}
    assert told["overflow_px"] == 0
    assert told["title"] == "Messages, live · Atomic Influence API"


def test_without_its_bundle_the_page_says_what_to_do(tmp_path: Path) -> None:
    page = MessagesPage("127.0.0.1:1", bundle=tmp_path / "pane.js")
    answer = asyncio.run(page.show(Request("GET", "/docs/messages")))
    assert (answer.status, b"make messages-page" in answer.body) == (200, True)
    missing = asyncio.run(page.show_file(Request("GET", "/docs/messages/pane.js")))
    assert missing.status == 404
    assert asyncio.run(page.show_file(Request("GET", "/docs/messages/../page.py"))).status == 404
