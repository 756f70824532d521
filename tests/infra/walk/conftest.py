"""The templates of prod, to walk through and to break."""

from copy import deepcopy

import pytest

from infra.walk.house import House, Template
from tests.infra.conftest import Assembly


def house_of(assembly: Assembly, stage: str) -> House:
    """What a synth wrote of a stage."""
    return House(stage, {stack.name: stack.template for stack in assembly.stacks(stage)})


@pytest.fixture
def prod(house: Assembly) -> dict[str, Template]:
    """A copy of prod's templates, to change."""
    return {stack.name: deepcopy(stack.template) for stack in house.stacks("prod")}
