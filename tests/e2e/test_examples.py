"""The examples of the description are what a running system was sent and answers; no operation is without one."""

from pathlib import Path

from tests.examples import written
from tests.examples.scenario import recorded_by_a_fresh_system
from tests.examples.stage import Examples
from tools.openapi import examples
from tools.openapi.doors import published_names

WITHOUT: dict[str, str] = {
    "readRewardTriggerSchema": "it answers a JSON Schema, whose $ref linters take for one of the description"
}
"""Operations that no story can call, with the reason."""


def test_every_example_is_what_the_running_system_answers(tmp_path: Path) -> None:
    told, committed = recorded_by_a_fresh_system(tmp_path / "data"), written.read()
    assert _names(told) == _names(committed)
    changed = [
        (capability, name)
        for capability, of_capability in told.items()
        for name, example in of_capability.items()
        if committed[capability][name] != example
    ]
    assert {one: committed[one[0]][one[1]] for one in changed} == {
        one: told[one[0]][one[1]] for one in changed
    }, "run: make docs"


def test_no_operation_is_without_an_example() -> None:
    assert published_names() - examples.recorded().keys() == WITHOUT.keys()


def _names(found: Examples) -> dict[str, list[str]]:
    return {capability: sorted(of_capability) for capability, of_capability in found.items()}
