"""The examples of the description are what a running system was sent and answers; no operation is without one."""

import pytest

from tests.examples import written
from tests.examples.scenario import recorded_by_a_fresh_system
from tests.examples.stage import Examples
from tools.openapi import CAPABILITIES, examples
from tools.openapi.doors import published_names

WITHOUT: dict[str, str] = {}
"""Operations that no story can call, with the reason."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Examples:
    """What the story recorded just now."""
    return recorded_by_a_fresh_system(tmp_path_factory.mktemp("examples") / "data")


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_every_example_is_what_the_running_system_answers(told: Examples, capability: str) -> None:
    committed = written.read()[capability]
    assert sorted(committed) == sorted(told[capability])
    changed = [name for name, example in told[capability].items() if committed[name] != example]
    assert {name: committed[name] for name in changed} == {
        name: told[capability][name] for name in changed
    }, "run: make docs"


def test_no_operation_is_without_an_example() -> None:
    assert published_names() - examples.recorded().keys() == WITHOUT.keys()
