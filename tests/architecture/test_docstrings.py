"""What a signature does not tell, the docstring does: the unit of a number, the refusals of a use case."""

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.refusing import Sources
from tests.architecture.sources import ROOT, RUNTIME, Function, functions, name, python_files

MEASURES = re.compile(
    r"(^|_)(amount|gross|net|fee|price|balance|duration|time_?out|delay|age|period|window|interval|ttl|lease|size|length)s?($|_)"
)
UNIT_IN_NAME = re.compile(r"_(seconds|minutes|hours|days|milliseconds|bytes|cents|characters|pixels|points)$")
UNIT_IN_TEXT = re.compile(
    r"\b(minor units|cents|seconds|minutes|hours|days|milliseconds|bytes|characters|pixels|points)\b"
)
NUMBERS = {"int", "float", "Decimal"}
OF_ALL = {"common.database", "common.settings"}


def without_unit(source: str) -> Iterator[str]:
    """Parameters of public functions that are numbers of something, and nobody says of what."""
    for function in functions(ast.parse(source)):
        said = ast.get_docstring(function) or ""
        for parameter in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs):
            if is_public(function) and _is_measure(parameter) and not UNIT_IN_TEXT.search(said):
                yield f"{function.name}({parameter.arg})"


def is_public(function: Function) -> bool:
    """Whether others may call it."""
    return not function.name.startswith("_")


def _is_measure(parameter: ast.arg) -> bool:
    """A `timedelta` knows its unit, a plain number does not."""
    named = MEASURES.search(parameter.arg) and not UNIT_IN_NAME.search(parameter.arg)
    types = {node.id for node in ast.walk(parameter.annotation or ast.Pass()) if isinstance(node, ast.Name)}
    return bool(named) and bool(types & NUMBERS)


@pytest.mark.parametrize("path", [*python_files(*RUNTIME)], ids=name)
def test_numbers_say_their_unit(path: Path) -> None:
    found = [*without_unit(path.read_text(encoding="utf-8"))]
    assert found == [], f"{name(path)}: say minor units, seconds, bytes … in the name or the docstring"


@pytest.mark.parametrize(
    "offence",
    [
        'def pay(amount: int): "Pay."',
        'def pay(*, net_amount: int | None = None): "Pay."',
        'def wait(timeout: float): "Wait."',
        'class A:\n  def store(self, size: int): "Store."',
    ],
)
def test_a_number_of_nothing_is_found(offence: str) -> None:
    assert len([*without_unit(offence)]) == 1


@pytest.mark.parametrize(
    "fine",
    [
        'def pay(amount: int): "Pay `amount` minor units."',
        'def wait(timeout_seconds: float): "Wait."',
        'def wait(delay: timedelta): "Wait."',
        'def _pay(amount: int): "Pay."',
        'def show(page: int): "Show."',
    ],
)
def test_a_number_of_something_passes(fine: str) -> None:
    assert [*without_unit(fine)] == []


def runtime() -> Sources:
    """Every module by its dotted name; what any transaction or setting may raise is no use case's own."""
    texts = {}
    for base in ("functions", "layers/common/python"):
        for path in python_files(base):
            dotted = ".".join(path.relative_to(ROOT / base).with_suffix("").parts).removesuffix(".__init__")
            texts[dotted] = "" if dotted in OF_ALL else path.read_text(encoding="utf-8")
    return Sources.read(texts)


def silent_use_cases(sources: Sources) -> Iterator[str]:
    """Public functions of service modules that can refuse and do not say so."""
    for dotted, module in sources.modules.items():
        for function in module.functions.values() if dotted.endswith(".service") else ():
            said = "Raises" in (ast.get_docstring(function) or "")
            if is_public(function) and not said and sources.can_refuse(dotted, function.name):
                yield f"{dotted}.{function.name}"


def test_use_cases_say_what_they_raise() -> None:
    assert [*silent_use_cases(runtime())] == [], "say `Raises ...` in the docstring"


REPOSITORY = """
def take(tx): return tx.fetch_one(Row, "select 1")
def list_all(tx): return tx.fetch_all(Row, "select id from campaigns")
def move(tx): return tx.fetch_value("select app.move()")
def rename(tx): tx.execute("update campaigns set name = 'x'")
"""


@pytest.mark.parametrize(
    ("use_case", "is_silent"),
    [
        ("def act(tx): 'Act.'; return repository.take(tx)", True),
        ("def act(tx): 'Act.'; return take(tx)", True),
        ("def act(*, tx): 'Act.'; repository.rename(tx)", True),
        ("def act(actor):\n  'Act.'\n  with transaction(actor) as tx:\n    repository.move(tx)", True),
        ("def act(tx): 'Act.'; _check(tx)\ndef _check(tx): raise NotFound", True),
        ("def act(): 'Act.'; raise NotFound", True),
        ("def act(tx): 'Act. Raises `NotFound`.'; return repository.take(tx)", False),
        ("def act(tx): 'Act.'; return repository.list_all(tx)", False),
        ("def act(as_of): 'By the clock.'; repository.move(tx)", False),
        ("def _act(tx): 'Act.'; return repository.take(tx)", False),
        (
            "def act(tx):\n  'Act.'\n  try:\n    repository.take(tx)\n  except NotFound:\n    return None",
            False,
        ),
        (
            "def act(tx):\n  'Act.'\n  try:\n    repository.take(tx)\n  except NotFound:\n    raise Conflict",
            True,
        ),
    ],
)
def test_a_silent_use_case_is_found(use_case: str, *, is_silent: bool) -> None:
    imports = "from things import repository\nfrom things.repository import take\n"
    sources = Sources.read({"things.service": imports + use_case, "things.repository": REPOSITORY})
    assert bool([*silent_use_cases(sources)]) is is_silent


def unknown_refusals(source: str, known: set[str]) -> Iterator[str]:
    """What a docstring says is raised, and no class is called so."""
    for function in functions(ast.parse(source)):
        for sentence in re.findall(r"Raises[^.]*", (ast.get_docstring(function) or "").replace("\n", " ")):
            yield from (word for word in re.findall(r"`([A-Z]\w*[a-z]\w*)`", sentence) if word not in known)


def class_names() -> set[str]:
    """All of the runtime, and Python's own."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in python_files(*RUNTIME))
    ours = {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    return {*ours, *dir(builtins)}


def test_what_is_said_to_be_raised_exists() -> None:
    known = class_names()
    lost = {
        f"{name(path)}: {word}"
        for path in python_files(*RUNTIME)
        for word in unknown_refusals(path.read_text(encoding="utf-8"), known)
    }
    assert lost == set()


def test_a_refusal_that_is_no_class_any_more_is_found() -> None:
    assert [*unknown_refusals("def act():\n  'Act. Raises `Gone`, `NotFound`.'", {"NotFound"})] == ["Gone"]
