"""What a capability reads from its environment, the map gives to each of its Lambdas that reads it.

A Lambda without a variable is no error anywhere: an optional one is simply off, in every deployment, while each test
that sets it in its own process sees it work.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.topology import TOPOLOGY
from infra.topology.types import Function
from tests.architecture.sources import ROOT, functions

FUNCTIONS = ROOT / "functions"
READERS = {"required", "optional"}
QUEUE_URL = "QUEUE_URL_"


def variables(settings: Path) -> dict[str, str]:
    """The environment variable behind each function of a `settings.py`."""
    return {
        function.name: call.args[0].value
        for function in functions(ast.parse(settings.read_text()))
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name) and call.func.id in READERS
        and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }  # fmt: skip


def modules_of(function: Function, root: Path = FUNCTIONS) -> set[Path]:
    """The modules of its capability that a Lambda can reach from its entry, at start or later."""
    found: set[Path] = set()
    waiting = [root / function.capability / f"{function.entry}.py"]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += [path for name, _ in imports(module) if (path := _file_of(name, root))]
    return found


def imports(module: Path) -> Iterator[tuple[str, str]]:
    """What a module takes from where: `a.b.c` for a module `c`, and the name beside it."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.module, alias.name
                yield f"{node.module}.{alias.name}", ""


def _file_of(name: str, root: Path) -> Path | None:
    path = root / f"{name.replace('.', '/')}.py"
    return path if path.is_file() else None


def missing(function: Function, root: Path = FUNCTIONS) -> set[str]:
    """The variables that a Lambda reads and is not given."""
    settings = root / function.capability / "settings.py"
    if not settings.is_file():
        return set()
    known, module_name = variables(settings), f"{function.capability}.settings"
    read = {
        known[name]
        for module in modules_of(function, root) - {settings}
        for where, name in imports(module)
        if where == module_name and name in known
    }
    given = {*TOPOLOGY.common_environment, *function.environment, *function.secrets}
    queues = {f"{QUEUE_URL}{queue.upper().replace('-', '_')}" for queue in function.known_queues}
    return read - given - queues


@pytest.mark.parametrize("function", TOPOLOGY.functions, ids=lambda one: one.name)
def test_each_lambda_is_given_what_it_reads(function: Function) -> None:
    assert missing(function) == set()


def test_a_setting_that_nobody_gives_is_found(tmp_path: Path) -> None:
    room = tmp_path / "room"
    (room / "things").mkdir(parents=True)
    (room / "settings.py").write_text('def mode():\n    return optional("MODE")\n')
    (room / "api.py").write_text("from room.things import service\n")
    (room / "things/service.py").write_text("from room.settings import mode\n")
    function = Function(name="room-api", capability="room", entry="api")
    assert missing(function, tmp_path) == {"MODE"}
