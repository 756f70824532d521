"""The outbox of a laptop: found again by recipient and text, read at any width, and emptied by a post alone."""

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from local.gateway.application import LocalRoute
from local.gateway.routing import RouteTable
from local.http1 import Request, Response
from local.outbox_page import MOST_SHOWN, PREFIX, Outbox

Ask = Callable[..., Response]


def put(folder: Path, number: int, to: str, subject: str, text: str = "Hello") -> str:
    name = f"20261129T1432{number:08}-stub-{number:032x}"
    mail = {"to": to, "subject": subject, "html": "<p>x", "text": text, "headers": {}, "id": f"stub-{number}",
            "at": "2026-11-29T14:32:05.123456+00:00"}  # fmt: skip
    (folder / f"{name}.json").write_text(json.dumps(mail))
    return name


async def _answer(door: LocalRoute, request: Request) -> Response:
    return await door(request)


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    doors = RouteTable(Outbox(tmp_path).routes())

    def answer(target: str, method: str = "GET") -> Response:
        found = doors.match(method, target.partition("?")[0])
        assert found is not None
        return asyncio.run(_answer(found.target, Request(method, target)))

    return answer


@pytest.mark.parametrize(
    ("query", "found"),
    [("", ["a", "b", "c"]), ("?to=MARIA", ["a", "b"]), ("?q=spring", ["a", "c"]), ("?to=maria&q=Spring", ["a"]),
     ("?q=nothing", []), ("?q=%3Cb%3E", [])],
)  # fmt: skip
def test_mails_are_found_by_recipient_and_text(
    ask: Ask, tmp_path: Path, query: str, found: list[str]
) -> None:
    put(tmp_path, 1, "maria@example.com", "a", "in Spring")
    put(tmp_path, 2, "maria@example.com", "b")
    put(tmp_path, 3, "other@example.com", "c spring")
    text = ask(f"{PREFIX}{query}").body.decode()
    assert re.findall(r'dir="auto">(\w)', text) == found[::-1]
    mails = json.loads(ask(f"{PREFIX}.json{query}").body)
    assert [mail["subject"][0] for mail in mails] == found[::-1]
    assert "<b>" not in text


def test_times_can_be_read_and_stay_in_one_line(ask: Ask, tmp_path: Path) -> None:
    put(tmp_path, 1, "a@example.com", "a")
    text = ask(PREFIX).body.decode()
    assert ">29 Nov 2026, 14:32:05 UTC</time>" in text
    style = Path("local/pages.css").read_text()
    assert re.search(r"ul\.mails time \{ white-space: nowrap \}", style)
    assert re.search(r"main \{[^}]*padding: 1\.5rem 1rem", style)


def test_the_list_is_live_but_for_where_somebody_types(ask: Ask, tmp_path: Path) -> None:
    assert 'http-equiv="refresh"' in ask(PREFIX).body.decode()
    assert 'http-equiv="refresh"' not in ask(f"{PREFIX}?q=").body.decode()


def test_only_a_post_deletes_and_only_what_was_asked_for(ask: Ask, tmp_path: Path) -> None:
    one, two, three = (put(tmp_path, n, f"{to}@example.com", "x") for n, to in enumerate(("a", "b", "b")))
    ask(f"{PREFIX}/{one}")
    assert ask(f"{PREFIX}/{two}/delete", "POST").status == 303
    assert ask(f"{PREFIX}/{two}/delete", "POST").status == 404
    assert {path.stem for path in tmp_path.iterdir()} == {one, three}
    assert ask(f"{PREFIX}/delete?to=b", "POST").status == 303
    assert {path.stem for path in tmp_path.iterdir()} == {one}


@pytest.mark.parametrize("name", ["..%2Fdatabase-url", "../database-url", "x", "20261129T1-stub-1"])
def test_nothing_else_is_deleted_or_shown(ask: Ask, tmp_path: Path, name: str) -> None:
    (tmp_path / "x.json").write_text(
        json.dumps({"to": "x", "subject": "x", "text": "x", "at": "2026-01-01T00:00:00+00:00"})
    )
    doors = RouteTable(Outbox(tmp_path).routes())
    for target, method in ((f"{PREFIX}/{name}", "GET"), (f"{PREFIX}/{name}/delete", "POST")):
        found = doors.match(method, target)
        assert found is None or asyncio.run(_answer(found.target, Request(method, target))).status == 404
    assert (tmp_path / "x.json").exists()


def test_of_very_many_mails_the_newest_are_shown_and_all_are_found(ask: Ask, tmp_path: Path) -> None:
    for number in range(MOST_SHOWN + 3):
        put(tmp_path, number, "a@example.com", f"No. {number}.")
    text = ask(PREFIX).body.decode()
    assert "203 mails, the newest 200 of them here." in text
    assert "No. 0." not in text
    assert "No. 0." in ask(f"{PREFIX}?q=no.+0.").body.decode()
