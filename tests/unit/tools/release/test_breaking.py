"""What breaks a client of the last release is said, operation by operation; what may come at any time is not."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools.release import breaking
from tools.release.breaking import OURS, of_the_release

ROOT = Path(__file__).parents[4]
Change = Callable[[dict[str, Any]], object]
CAMPAIGNS = "/api/v1/campaigns"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OURS.read_text(encoding="utf-8"))
    return found


def _schemas(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["components"]["schemas"]
    return found


def _body(document: dict[str, Any]) -> dict[str, Any]:
    """The model that makes a campaign."""
    schema = document["paths"][CAMPAIGNS]["post"]["requestBody"]["content"]["application/json"]["schema"]
    found: dict[str, Any] = _schemas(document)[schema["$ref"].rpartition("/")[2]]
    return found


def _answer(document: dict[str, Any]) -> dict[str, Any]:
    """The model of a campaign that was made."""
    schema = document["paths"][CAMPAIGNS]["post"]["responses"]["201"]["content"]["application/json"]["schema"]
    found: dict[str, Any] = _schemas(document)[schema["$ref"].rpartition("/")[2]]
    return found


BREAKS: dict[str, tuple[Change, str]] = {
    "an operation goes": (lambda d: d["paths"].pop(CAMPAIGNS), "createCampaign: POST /api/v1/campaigns is gone"),
    "a field becomes required": (lambda d: _body(d)["required"].append("description"), "body.description is required"),
    "a field is taken no more": (lambda d: _body(d)["properties"].pop("description"), "body.description is gone"),
    "a limit is lowered": (lambda d: _body(d)["properties"]["name"].update(maxLength=3), "body.name has maxLength 3"),
    "a type changes": (
        lambda d: _body(d)["properties"].update(name={"type": "integer"}), "body.name is integer and was string",
    ),
    "an answer loses a field": (lambda d: _answer(d)["properties"].pop("name"), "201.name is gone"),
    "a field may be missing": (lambda d: _answer(d)["required"].remove("name"), "201.name may be missing"),
    "a field may be null": (
        lambda d: _answer(d)["properties"].update(name={"anyOf": [{"type": "string"}, {"type": "null"}]}),
        "201.name may be null",
    ),
    "a status goes": (lambda d: d["paths"][CAMPAIGNS]["post"]["responses"].pop("201"), "201 is no answer any more"),
    "a parameter goes": (lambda d: d["paths"][CAMPAIGNS]["get"]["parameters"].pop(0), "takes no"),
    "a name changes": (
        lambda d: d["paths"][CAMPAIGNS]["get"].update(operationId="campaigns"), "is called campaigns now",
    ),
}  # fmt: skip
HARMLESS: dict[str, Change] = {
    "a new operation": lambda d: d["paths"].update({"/api/v1/new": {"get": {"responses": {}}}}),
    "a new field of an answer": lambda d: _answer(d)["properties"].update(new={"type": "string"}),
    "a new field that nobody need send": lambda d: _body(d)["properties"].update(new={"type": "string"}),
    "a limit that is raised": lambda d: _body(d)["properties"]["name"].update(maxLength=100_000),
    "a new parameter": lambda d: d["paths"][CAMPAIGNS]["get"]["parameters"].append(
        {"in": "query", "name": "new", "schema": {"type": "string"}}
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_breaks_a_client_is_said(document: dict[str, Any], name: str) -> None:
    change, said = BREAKS[name]
    now = copy.deepcopy(document)
    change(now)
    found = list(breaking.breaking(document, now))
    assert any(said in one for one in found), found


@pytest.mark.parametrize("name", HARMLESS)
def test_what_may_come_at_any_time_is_not(document: dict[str, Any], name: str) -> None:
    now = copy.deepcopy(document)
    HARMLESS[name](now)
    assert list(breaking.breaking(document, now)) == []


def _status_of(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = _schemas(document)["CampaignStatus"]
    return found


def test_a_new_value_breaks_who_reads_it_and_a_lost_one_who_sends_it(document: dict[str, Any]) -> None:
    more, fewer = copy.deepcopy(document), copy.deepcopy(document)
    _status_of(more)["enum"].append("asleep")
    lost = _status_of(fewer)["enum"].pop()
    assert any("status may be asleep" in one for one in breaking.breaking(document, more))
    assert any(f"takes no {lost}" in one for one in breaking.breaking(document, fewer))
    assert not any(f"takes no {lost}" in one for one in breaking.breaking(document, more))


def test_what_was_deprecated_may_go(document: dict[str, Any]) -> None:
    before, now = copy.deepcopy(document), copy.deepcopy(document)
    before["paths"][CAMPAIGNS]["get"]["deprecated"] = True
    now["paths"][CAMPAIGNS].pop("get")
    assert list(breaking.breaking(before, now)) == []


def test_this_tree_breaks_nothing_but_what_it_announced(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(of_the_release()["paths"]) > 100
    assert breaking.main([]) == 0, capsys.readouterr().out


def test_an_announcement_of_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "breaking.txt").write_text("nothing: is gone\n")
    monkeypatch.setattr(breaking, "ANNOUNCED", tmp_path / "breaking.txt")
    assert breaking.main([]) == 1
    assert "does not break anything: nothing: is gone" in capsys.readouterr().out
