"""A route that takes from a limit says that it may refuse; what makes something, a job or a file takes from one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WITHOUT_LIMIT = {
    "claw_back_earning": "administrators only, whom nothing limits",
    "reconcile_books": "administrators only, whom nothing limits",
    "record_conversion": "a shop reports what it sold; its key is limited later",
    "record_signed_conversion": "a shop reports what it sold; its key is limited later",
}
"""Routes that make something and take from no limit, and why."""

MAKES = ("status_code=201", "status_code=202", ".csv", "/report", "STEP_REFUSALS", "/remove'")
"""What is made, asked for as a job, written as a file at once, or told to everybody who takes part."""


def routes(text: str) -> Iterator[tuple[str, set[str], str]]:
    """Each route's function, the methods of its decorators (`post`, `takes`), and the text of its decorators.

    A route takes, too, where it calls what names a class of work in its module: who is asked for is known there first.
    A tuple of refusals with a name is read as what it holds.
    """
    tree = ast.parse(text)
    naming = {
        node.name for node in tree.body
        if isinstance(node, ast.FunctionDef) and "limits.name_class(" in ast.unparse(node)
    }  # fmt: skip
    held = {
        f"*{node.targets[0].id}": ast.unparse(node.value) for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Tuple)
    }  # fmt: skip
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name not in naming:
            calls = [found for found in node.decorator_list if isinstance(found, ast.Call)]
            methods = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
            called = {
                call.func.id
                for call in ast.walk(node)
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
            }
            said = " ".join(map(ast.unparse, calls))
            for name, refusals in held.items():
                said = re.sub(rf"{re.escape(name)}\b", refusals, said)
            yield node.name, methods | ({"takes"} if called & naming else set()), said


def faults(text: str) -> Iterator[str]:
    """Routes whose limit and declaration do not agree, and routes that make something without a limit."""
    for name, methods, said in routes(text):
        if ("takes" in methods) != ("RequestsLimited" in said):
            yield f"{name} takes from a limit or declares that it may, but not both"
        if any(made in said for made in MAKES) and "takes" not in methods and name not in WITHOUT_LIMIT:
            yield f"{name} makes something and takes from no limit"


DOORS = sorted([*(ROOT / "functions").glob("*/edge.py"), *(ROOT / "functions").glob("*/*/routes.py")])


@pytest.mark.parametrize("path", DOORS, ids=lambda path: str(path.relative_to(ROOT / "functions")))
def test_limits_and_declarations_agree(path: Path) -> None:
    assert [*faults(path.read_text(encoding="utf-8"))] == []


OWN = "KNOWN = (NotFound,)\nWRITES = (RequestsLimited, *KNOWN)\ndef who(): limits.name_class(A)\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@app.post('/x', responses=refuses(RequestsLimited))\n@app.takes(A)\ndef make(): ...", 0),
        ("@app.post('/x', responses=refuses())\n@app.takes(A)\ndef make(): ...", 1),
        ("@app.post('/x', responses=refuses(RequestsLimited))\ndef make(): ...", 1),
        ("@app.post('/x', status_code=201, responses=refuses())\ndef make(): ...", 1),
        ("@app.post('/x', status_code=202, responses=refuses())\ndef ask(): ...", 1),
        ("@app.get('/x.csv', responses=refuses())\ndef write(): ...", 1),
        ("@app.post('/x', responses=refuses(*STEP_REFUSALS))\ndef pause(): ...", 1),
        (f"{OWN}@app.post('/x', status_code=201, responses=refuses(*WRITES))\ndef make(): who()", 0),
        (f"{OWN}@app.post('/x', status_code=201, responses=refuses())\ndef make(): who()", 1),
        (f"{OWN}@app.post('/x', status_code=201, responses=refuses(*WRITES))\ndef make(): whom()", 2),
        (f"{OWN}@app.get('/x', responses=refuses(*KNOWN))\ndef read(): whom()", 0),
    ],
)
def test_a_route_that_says_one_thing_and_does_another_is_found(text: str, found: int) -> None:
    assert len([*faults(text)]) == found
