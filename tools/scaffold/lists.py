"""Lines into lists that exist: pyproject.toml, the map, an entry point, the description, the tests' tables of tables.

The places are found by their text, not by line; where one is not found, nothing has been written yet.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.scaffold.names import Names, Unfit

Edit = tuple[Path, Callable[[str], str]]


def edits_of_capability(root: Path, capability: str) -> Iterator[Edit]:
    """Where a new package and its page of the map are named."""

    def in_pyproject(text: str) -> str:
        text = _sorted_into(text, '  "local",\n', '  "{}",\n', capability)
        return _sorted_into(text, "  infra \\\n", "  | {} \\\n", capability)

    def in_the_map(text: str) -> str:
        text = _sorted_into(text, "from infra.topology import (\n", "    {},\n", capability)
        return _sorted_into(text, "    capabilities=(\n", "        {}.CAPABILITY,\n", capability)

    yield root / "pyproject.toml", in_pyproject
    yield root / "infra/topology/__init__.py", in_the_map


def edits_of_resource(root: Path, names: Names) -> Iterator[Edit]:
    """Where a resource's routes and its table are named."""
    said = names.as_context()
    resource, path, model = said["resource"], said["path"], said["Model"]
    yield (root / f"functions/{names.capability}/api.py", lambda text: _with_routes(text, names))
    yield (root / f"infra/topology/{names.capability}.py", lambda text: _in_the_map(text, names, path))
    yield (
        root / "tools/openapi/introduction.py",
        lambda text: _before(
            text,
            '    ),\n    "Move money": (',
            f'        Chapter("{path}", "{said["Resource"]}", "{said["Resource"]} of a brand."),\n',
        ),
    )
    yield (
        root / "tools/openapi/parameters.py",
        lambda text: _before(
            text,
            '}\n"""What stands there',
            f'    "{path}/{{{names.one}_id}}": "The {said["single"]}.",\n',
        ),
    )
    yield (
        root / "tests/database/permission_matrix.py",
        lambda text: _before(
            text,
            '}\n"""`schema.table`',
            f'    # {said["Resource"]}\n    "public.{resource}": May(READERS, insert=MANAGERS),\n',
        ),
    )
    yield (
        root / "tests/database/plain_rows.py",
        lambda text: _before(text, '}\n"""', f'    "public.{resource}": {{"name": "One"}},\n'),
    )
    yield (
        root / "tests/database/entities.py",
        lambda text: _before(
            _behind(text, "from common.models import (\n", f"    {resource},\n"),
            "]  # fmt: skip\nNO_TABLE",
            f'    Entity({resource}.{model}, "{resource}"),\n',
        ),
    )


def apply(edits: Iterator[Edit]) -> list[Path]:
    """Make all edits, or none. Raises `Unfit` where a place is not found."""
    texts = [(path, edit(path.read_text(encoding="utf-8"))) for path, edit in edits]
    for path, text in texts:
        path.write_text(text, encoding="utf-8")
    return [path for path, _ in texts]


def _with_routes(text: str, names: Names) -> str:
    """The entry point that imports one more resource, so that its routes are known."""
    line = f"from {names.capability}.{names.resource} import routes as {names.resource}\n"
    text = _behind(text, f"from {names.capability}.app import app\n", line)
    return _behind(text, "__all__ = [", f'"{names.resource}", ')


def _in_the_map(text: str, names: Names, path: str) -> str:
    """The page of the map whose API has the resource's routes."""
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and _keyword(call, "entry") == "'api'":
            routes = next(each.value for each in call.keywords if each.arg == "routes")
            lines = text.splitlines(keepends=True)
            end = sum(map(len, lines[: (routes.end_lineno or 0) - 1])) + (routes.end_col_offset or 0) - 1
            new = f'*routes("/api/v1/{path}", "GET", "POST"), *routes("/api/v1/{path}/{{{names.one}_id}}", "GET"), '
            return text[:end] + new + text[end:]
    raise Unfit(f"infra/topology/{names.capability}.py has no function whose entry is api")


def _keyword(call: ast.Call, name: str) -> str | None:
    return next((ast.unparse(each.value) for each in call.keywords if each.arg == name), None)


def _sorted_into(text: str, place: str, form: str, word: str) -> str:
    """`form` with `word` in it, among the lines behind `place` that have this form, where the alphabet puts it."""
    before, found, after = text.partition(place)
    if not found:
        raise Unfit(f"There is no {place!r} to put {word} behind.")
    lines, new = after.splitlines(keepends=True), form.format(word)
    shape = re.compile(re.escape(form).replace(r"\{\}", r"\w+"))
    at = next((n for n, line in enumerate(lines) if not shape.fullmatch(line) or line > new), len(lines))
    return before + found + "".join([*lines[:at], new, *lines[at:]])


def _behind(text: str, place: str, new: str) -> str:
    if place not in text:
        raise Unfit(f"There is no {place!r} to put {new!r} behind.")
    return text.replace(place, place + new, 1)


def _before(text: str, place: str, new: str) -> str:
    if place not in text:
        raise Unfit(f"There is no {place!r} to put {new!r} before.")
    return re.sub(re.escape(place), lambda found: new + found[0], text, count=1)
