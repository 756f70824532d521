"""The examples of the description are what a running system was sent and answers; no operation is without one."""

from pathlib import Path

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
    for operation, example in told[capability].items():
        assert committed[operation] == example, f"{operation} (`make docs` writes its example)"


def test_no_operation_is_without_an_example() -> None:
    assert published_names() - examples.recorded().keys() == WITHOUT.keys()
