"""Who is a program: asked of a list that the product does not ship, and of people's browsers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from fake_useragent import UserAgent
from ua_parser import parse

from common.user_agents.classes import classify
from common.user_agents.programs import is_program

ISBOT = Path(__file__).parent / "isbot/crawlers.yml"
LEAST_RECALL = 0.96
MOST_WRONG = 0.003
AGENTS = Path(__file__).parent / "agents"
PROGRAMS = [*(AGENTS / "programs.txt").read_text().splitlines(), "", "  ", "\x01\ufffd("]
PEOPLE = (AGENTS / "people.txt").read_text().splitlines()
DEVICES = [line.split("\t") for line in (AGENTS / "devices.txt").read_text().splitlines()]


def strings(tree: Any) -> Iterator[str]:
    """Every string of nested lists and objects."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        yield from (found for value in tree.values() for found in strings(value))
    elif tree:
        yield from (found for value in tree for found in strings(value))


def test_nearly_all_programs_of_a_foreign_list_are_known() -> None:
    programs = set(strings(yaml.load(ISBOT.read_text(), yaml.CSafeLoader)))
    missed = [agent for agent in programs if not is_program(agent, parse(agent))]
    assert len(programs) > 600
    assert len(missed) <= (1 - LEAST_RECALL) * len(programs), missed


def test_browsers_of_phones_tablets_and_desks_are_people() -> None:
    agents = {entry["useragent"] for entry in UserAgent().data_browsers}
    wrong = [agent for agent in agents if is_program(agent, parse(agent))]
    assert len(agents) > 700
    assert len(wrong) <= MOST_WRONG * len(agents), wrong


@pytest.mark.parametrize("agent", PROGRAMS)
def test_previews_monitors_and_libraries_are_programs(agent: str) -> None:
    assert classify(agent).device == "bot"


@pytest.mark.parametrize("agent", PEOPLE)
def test_browsers_within_apps_and_phones_with_odd_names_are_people(agent: str) -> None:
    assert not classify(agent).is_bot


@pytest.mark.parametrize(("device", "agent"), DEVICES)
def test_devices_that_were_mistaken(device: str, agent: str) -> None:
    assert classify(agent).device == device
