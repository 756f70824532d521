"""A path leads to the tests: from a resource, a door, a timer's job, and a SQL function that moves money."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.topology import TOPOLOGY
from tests.architecture.sources import ROOT, functions

NO_ROOM = {"templates", "__pycache__"}
MONEY = ("money", "ledger")
DEFINED = re.compile(r"create or replace function (\w+\.\w+)\(", re.IGNORECASE)
OF_A_TRIGGER = re.compile(r"\)\s*returns trigger\b", re.IGNORECASE)


def rooms_without_tests(root: Path) -> Iterator[str]:
    """Resources, as `capability/resource`, for which no test file of their name has a test."""
    for room in sorted((root / "functions").glob("*/*/")):
        if room.name in NO_ROOM or not any(room.glob("*.py")):
            continue
        kinds = ["integration"] if (room / "routes.py").exists() else ["integration", "unit"]
        files = [root / "tests" / kind / room.parent.name / f"test_{room.name}.py" for kind in kinds]
        if not any(map(_has_tests, files)):
            yield f"{room.parent.name}/{room.name}"


def doors_without_tests(root: Path, doors: set[tuple[str, str]]) -> Iterator[str]:
    """Doors, as `capability/door`, without a test file of their name; the routes of `api` are the resources'."""
    folders = sorted({capability for capability, _ in doors})
    doors |= {
        (capability, "edge") for capability in folders if (root / f"functions/{capability}/edge.py").exists()
    }
    for capability, door in sorted(doors):
        if door not in ("api", "schedule") and not _has_tests(
            root / "tests/integration" / capability / f"test_{door}.py"
        ):
            yield f"{capability}/{door}"


def jobs_without_tests(root: Path, jobs: set[tuple[str, str]]) -> Iterator[str]:
    """Jobs, as `capability/job`, that no test file of the capability hands to its timer entry by their name."""
    for capability, job in sorted(jobs):
        files = sorted((root / "tests/integration" / capability).glob("test_*.py"))
        if not any(_fires(path, job) for path in files):
            yield f"{capability}/{job}"


def money_without_tests(root: Path) -> Iterator[str]:
    """SQL functions of money and ledger whose own test file does not call them, and test files of none."""
    tested = {
        path.stem.removeprefix("test_") for path in (root / "tests/database/functions").glob("test_*.py")
    }
    for domain in MONEY:
        for source in sorted((root / "database/functions" / domain).glob("*.sql")):
            path = root / "tests/database/functions" / f"test_{source.stem}.py"
            tested -= {source.stem}
            if not _has_tests(path) or not _calls(path, source.read_text(encoding="utf-8")):
                yield f"{domain}/{source.stem}"
    yield from (f"test_{name}.py" for name in sorted(tested))


SHARED_RUN = re.compile(r"\.asking import .*\brun\b|\basking\.run\(")


def _has_tests(path: Path) -> bool:
    if not path.exists():
        return False
    return any(
        function.name.startswith("test_") and any(isinstance(node, ast.Assert) for node in ast.walk(function))
        for function in functions(ast.parse(path.read_text(encoding="utf-8")))
    )


def _texts(path: Path) -> list[str]:
    """The strings of a module, without what the module says of itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    about = tree.body[0].value if tree.body and isinstance(tree.body[0], ast.Expr) else None
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node is not about
    ]


def _fires(path: Path, job: str) -> bool:
    """Whether the file has the job's name, and hands it to a timer entry: itself, or by what its folder shares."""
    text = path.read_text(encoding="utf-8")
    shared = path.parent / "asking.py"
    fires = "lambda_handler(" in text or (
        SHARED_RUN.search(text) is not None
        and "schedule.lambda_handler(" in shared.read_text(encoding="utf-8")
    )
    return fires and job in _texts(path)


def _calls(path: Path, source: str) -> bool:
    defined = DEFINED.search(source)
    if defined is None or OF_A_TRIGGER.search(source):
        return defined is not None  # a trigger's function is called by a statement, whatever its name
    named = re.compile(rf"\b{re.escape(defined[1])}\b")
    return any(named.search(text) for text in _texts(path))


DOORS = {
    (function.capability, function.entry)
    for capability in TOPOLOGY.capabilities
    for function in capability.functions
}
JOBS = {
    (function.capability, schedule.job)
    for capability in TOPOLOGY.capabilities
    for function in capability.functions
    for schedule in function.schedules
}


def test_every_resource_has_the_test_file_of_its_name() -> None:
    assert [*rooms_without_tests(ROOT)] == []


def test_every_door_has_the_test_file_of_its_name() -> None:
    assert [*doors_without_tests(ROOT, DOORS)] == []


def test_every_job_is_fired_by_a_test_of_its_capability() -> None:
    assert [*jobs_without_tests(ROOT, JOBS)] == []


def test_every_function_of_money_and_ledger_is_called_by_the_test_file_of_its_name() -> None:
    assert [*money_without_tests(ROOT)] == []


TESTED = "def test_it(): assert 1\n"


def plant(root: Path, **files: str) -> Path:
    """A tree of these files; two underscores are a slash, and a test file ends in `_py`."""
    for named, text in files.items():
        path = root / re.sub(r"_(py|sql)$", r".\1", named.replace("__", "/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("test", "text", "found"),
    [
        ("tests__integration__shop__test_gigs_py", TESTED, []),
        ("tests__integration__shop__test_gigs_py", "", ["shop/gigs"]),
        ("tests__integration__shop__test_gigs_py", "def test_it(): pass\n", ["shop/gigs"]),
        ("tests__integration__shop__test_gig_py", TESTED, ["shop/gigs"]),
        ("tests__unit__shop__test_gigs_py", TESTED, ["shop/gigs"]),
    ],
)
def test_a_resource_without_tests_is_found(tmp_path: Path, test: str, text: str, found: list[str]) -> None:
    root = plant(tmp_path, functions__shop__gigs__routes_py="", **{test: text})
    assert [*rooms_without_tests(root)] == found


def test_a_resource_without_routes_may_have_unit_tests(tmp_path: Path) -> None:
    root = plant(tmp_path, functions__shop__prices__service_py="")
    assert [*rooms_without_tests(root)] == ["shop/prices"]
    assert [*rooms_without_tests(plant(root, tests__unit__shop__test_prices_py=TESTED))] == []


def test_a_door_without_tests_is_found(tmp_path: Path) -> None:
    root = plant(tmp_path, functions__shop__edge_py="", tests__integration__shop__test_worker_py=TESTED)
    doors = {("shop", "api"), ("shop", "worker"), ("shop", "webhook")}
    assert [*doors_without_tests(root, doors)] == ["shop/edge", "shop/webhook"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lambda_handler({'job': 'closing'}, None)\n", []),
        ("lambda_handler({'job': 'opening'}, None)\n", ["shop/closing"]),
        ("run({'job': 'closing'})\n", ["shop/closing"]),
        ("'''The job closing.'''\nlambda_handler({}, None)\n", ["shop/closing"]),
    ],
)
def test_a_job_that_no_test_fires_is_found(tmp_path: Path, text: str, found: list[str]) -> None:
    root = plant(tmp_path, tests__integration__shop__test_gigs_py=text)
    assert [*jobs_without_tests(root, {("shop", "closing")})] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"CALL = 'select app.pay(%s)'\n{TESTED}", []),
        (f"CALL = 'app.pay'\n{TESTED}", []),
        (TESTED, ["money/pay"]),
        (f"'''app.pay: pays.'''\n{TESTED}", ["money/pay"]),
        (f"CALL = 'select app.pay_back(%s)'\n{TESTED}", ["money/pay"]),
        ("CALL = 'select app.pay(%s)'\n", ["money/pay"]),
    ],
)
def test_a_function_of_money_that_its_test_does_not_call_is_found(
    tmp_path: Path, text: str, found: list[str]
) -> None:
    root = plant(
        tmp_path, tests__database__functions__test_pay_py=text,
        database__functions__money__pay_sql="create or replace function app.pay(amount bigint) returns void as",
    )  # fmt: skip
    assert [*money_without_tests(root)] == found


def test_a_trigger_is_fired_not_named_and_a_test_of_no_function_is_found(tmp_path: Path) -> None:
    root = plant(
        tmp_path, tests__database__functions__test_keep_py=TESTED, tests__database__functions__test_gone_py=TESTED,
        database__functions__ledger__keep_sql="create or replace function ledger.keep() returns trigger as",
    )  # fmt: skip
    assert [*money_without_tests(root)] == ["test_gone.py"]
