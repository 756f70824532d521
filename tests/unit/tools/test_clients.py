"""The committed clients are what the description gives, and every operation has its method and its function."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tools.clients import python, typescript
from tools.clients.files import PYTHON, TYPESCRIPT
from tools.clients.python_types import annotation
from tools.clients.schemas import described, operations, without_limits


def stale(folder: Path, files: Mapping[str, str], *generated: str) -> Iterator[str]:
    """Files that are not what they should be, and files that should not be."""
    for path, text in files.items():
        if not (folder / path).exists() or (folder / path).read_text(encoding="utf-8") != text:
            yield path
    there = {path for pattern in generated for path in folder.rglob(pattern) if path.is_file()}
    names = {path.relative_to(folder).as_posix() for path in there if "__pycache__" not in path.parts}
    yield from sorted(names - set(files))


def test_the_python_client_is_what_the_description_gives() -> None:
    assert [*stale(PYTHON, python.render(), "chapters/*", "models.py")] == [], "run: make clients"


def test_the_typescript_client_is_what_the_description_gives() -> None:
    assert [*stale(TYPESCRIPT, typescript.render(), "*")] == [], "run: make clients"


def test_a_stale_file_and_one_too_many_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("old")
    (tmp_path / "b.py").write_text("")
    assert [*stale(tmp_path, {"a.py": "new", "c.py": ""}, "*.py")] == ["a.py", "c.py", "b.py"]


def test_every_operation_has_a_method_and_a_function() -> None:
    names = {operation["operationId"] for _, operation in operations(described())}
    methods = {
        name
        for path in PYTHON.glob("chapters/*.py")
        for name in re.findall(r"    def (\w+)\(", path.read_text())
    }
    functions = set(
        re.findall(r"^export const (\w+) = ", (TYPESCRIPT / "sdk.gen.ts").read_text(), re.MULTILINE)
    )
    assert methods - {"__init__"} == {python.snake(name) for name in names}
    assert functions == names


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ({"type": "string", "format": "uuid"}, "UUID"),
        ({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}, "date | None"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Page_Brand_"}}, "list[Page[models.Brand]]"),
        ({"enum": ["svg", "png"], "type": "string"}, "Literal['svg', 'png']"),
        ({"const": "send"}, "Literal['send']"),
        ({}, "Any"),
    ],
)  # fmt: skip
def test_types_of_the_description_are_annotations(schema: dict[str, object], found: str) -> None:
    assert annotation(schema) == found


def test_limits_stay_the_servers_and_names_of_properties_stay() -> None:
    schema = {
        "title": "A",
        "properties": {"title": {"title": "T", "type": "string", "maxLength": 9, "format": "uri"}},
    }
    assert without_limits(schema) == {"properties": {"title": {"type": "string"}}}
