"""Which Python function holds which SQL: string literals that speak SQL, and where they stand."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = (ROOT / "functions", ROOT / "layers/common/python", ROOT / "local")


@dataclass(frozen=True, order=True)
class Room:
    """A place in Python: the file, and the function or constant in it."""

    path: str
    inside: str

    @property
    def title(self) -> str:
        """The path as imports name it."""
        for root in ("functions/", "layers/common/python/"):
            if self.path.startswith(root):
                return self.path.removeprefix(root)
        return self.path


def statements() -> Iterator[tuple[Room, str]]:
    """Every string literal of the runtime and the laptop, with its room."""
    for folder in ROOMS:
        for path in sorted(folder.rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            relative = str(path.relative_to(ROOT))
            for inside, text in _literals(tree, "", _docstrings(tree)):
                yield Room(relative, inside), text


def _literals(node: ast.AST, inside: str, skip: set[int]) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.JoinedStr):
        yield inside, "".join(_piece(value) for value in node.values)
        return
    if isinstance(node, ast.Call) and (table := _table_of_work(node)):
        yield inside, f"select id from {table}"  # noqa: S608 - read, never run
        parts = (text for given in node.keywords for _, text in _literals(given.value, "", skip))
        yield inside, f"update {table} set {' '.join(parts)}"  # noqa: S608 - read, never run
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
        yield inside, node.value
    for child in ast.iter_child_nodes(node):
        yield from _literals(child, inside or _name(child), skip)


def _table_of_work(call: ast.Call) -> str | None:
    """The name in a `WorkTable(name=..., ...)`, whose parts `common.work` puts into a claim and an update."""
    if not (isinstance(call.func, ast.Name) and call.func.id.endswith("WorkTable")):
        return None
    names = [given.value for given in call.keywords if given.arg == "name"]
    return next((str(each.value) for each in names if isinstance(each, ast.Constant)), None)


def _piece(value: ast.expr) -> str:
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else " ? "


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return ""


def _docstrings(tree: ast.Module) -> set[int]:
    """Strings that are statements of their own: prose."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
