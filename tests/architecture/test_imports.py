"""No import runs in a circle: of two modules that need each other, neither can be read, tested or moved alone."""

import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from tests.architecture.sources import ROOT

PACKAGES: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "root_packages"
]


def circle(graph: grimp.ImportGraph) -> list[str]:
    """The modules of a circle, in order, its first one twice; none where there is no circle.

    What is imported within a function counts, too.
    """
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as found:
        modules: list[str] = found.args[1]
        return modules[::-1]
    return []


def test_no_import_runs_in_a_circle() -> None:
    assert circle(grimp.build_graph(*PACKAGES, cache_dir=None)) == []


def test_a_circle_is_found_also_where_it_hides_in_a_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "planted").mkdir()
    for name, text in (
        ("__init__", ""),
        ("port", "def choose():\n    from planted import stub\n    return stub\n"),
        ("stub", "from planted.money import Amount\n"),
        ("money", "from planted import port\nAmount = int\n"),
    ):
        (tmp_path / "planted" / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    found = circle(grimp.build_graph("planted", cache_dir=None))
    assert sorted(set(found)) == ["planted.money", "planted.port", "planted.stub"]
