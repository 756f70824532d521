"""What is counted stands in the map, on the page of who counts it; what stands there is counted."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.topology import TOPOLOGY
from infra.topology.types import Capability
from tests.architecture.sources import RUNTIME, name, python_files

COUNTING = {"count", "counted"}
TELLING = {"gauge"}


def _names(path: Path, said_by: set[str]) -> Iterator[str]:
    """The figures that a module counts, or tells; asserts that each is written out."""
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and (node.func.value.id, node.func.attr in said_by) == ("metrics", True)
        ):
            told = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "refused")]
            for figure in told:
                assert isinstance(figure, ast.Constant), f"{name(path)}:{node.lineno} hides what it counts"
                yield str(figure.value)


def _counted(*folders: str, said_by: set[str] = COUNTING) -> set[str]:
    return {figure for path in python_files(*folders) for figure in _names(path, said_by)}


@pytest.mark.parametrize("page", TOPOLOGY.capabilities, ids=lambda page: str(page.name))
def test_a_capability_counts_what_its_page_of_the_map_says(page: Capability) -> None:
    folder = f"functions/{page.name}"
    assert _counted(folder) == {metric.name for metric in page.metrics}
    assert _counted(folder, said_by=TELLING) == {gauge.name for gauge in page.gauges}
    whole = {gauge.name for gauge in page.gauges if not gauge.divided}
    assert {threshold.gauge for threshold in page.thresholds} <= whole, "an alarm looks at no kind of a gauge"


def test_what_all_use_is_counted_in_common() -> None:
    assert _counted(RUNTIME[1]) == {metric.name for metric in TOPOLOGY.common_metrics}


def test_no_two_figures_have_one_name_and_each_can_stand_in_a_line_of_json() -> None:
    names = [metric.name for metric in TOPOLOGY.metrics]
    names += [gauge.name for page in TOPOLOGY.capabilities for gauge in page.gauges]
    assert len(names) == len(set(names))
    assert all(one.isascii() and one.replace("_", "").isalpha() and one.islower() for one in names)
