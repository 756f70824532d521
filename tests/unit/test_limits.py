"""A route that takes from a limit says that it may refuse; what makes something, a job or a file takes from one."""

import ast
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
    """Each route's function, the methods of its decorators (`post`, `takes`), and the text of its decorators."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            calls = [found for found in node.decorator_list if isinstance(found, ast.Call)]
            methods = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
            yield node.name, methods, " ".join(map(ast.unparse, calls))


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
    ],
)
def test_a_route_that_says_one_thing_and_does_another_is_found(text: str, found: int) -> None:
    assert len([*faults(text)]) == found
