"""Which headers of a request the code behind an entry of the map reads, found in its text."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "functions", ROOT / "layers/common/python")
NOT_OF_REQUESTS = "common.adapters."
"""There `headers` are those of another service's answers."""


def headers_read(entry: str) -> frozenset[str]:
    """Names in lower case, of the entry (`payments.webhook`) and of all that it imports of ours."""
    return frozenset(name for module in reached(entry) for name in _read_in(module))


@cache
def reached(entry: str) -> frozenset[str]:
    seen, waiting = {entry}, [entry]
    while waiting:
        new = {one for one in _imported(waiting.pop()) if not one.startswith(NOT_OF_REQUESTS)} - seen
        seen |= new
        waiting += new
    return frozenset(seen)


@cache
def _file(module: str) -> Path | None:
    paths = [folder / module.replace(".", "/") for folder in FOLDERS]
    tried = [file for path in paths for file in (path.with_suffix(".py"), path / "__init__.py")]
    return next((file for file in tried if file.is_file()), None)


@cache
def _tree(module: str) -> ast.Module:
    file = _file(module)
    return ast.parse(file.read_text(encoding="utf-8")) if file else ast.Module([], [])


@cache
def _imported(module: str) -> frozenset[str]:
    found = set()
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return frozenset(one for one in found if _file(one))


@cache
def _read_in(module: str) -> frozenset[str]:
    """The arguments of `….headers.get(…)`, `headers[…]` and `event.get("headers", {}).get(…)`.

    Raises `AssertionError` where one of them is neither written out nor a constant of the module.
    """
    tree = _tree(module)
    constants = {
        target.id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and _is_literal(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    loops = {
        one.target.id: constants.get(one.iter.id)
        for one in ast.walk(tree)
        if isinstance(one, ast.comprehension)
        and isinstance(one.target, ast.Name)
        and isinstance(one.iter, ast.Name)
    }
    return frozenset(
        name.lower() for argument in _arguments(tree) for name in _names(argument, constants | loops, module)
    )


def _arguments(tree: ast.Module) -> list[ast.expr]:
    gets = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "get"
        and _are_headers(node.func.value)
    ]
    return gets + [
        node.slice
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and _are_headers(node.value)
    ]


def _are_headers(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return (
            bool(value.args) and isinstance(value.args[0], ast.Constant) and value.args[0].value == "headers"
        )
    return (getattr(value, "attr", None) or getattr(value, "id", None)) == "headers"


def _names(argument: ast.expr, known: dict[str, object], module: str) -> tuple[str, ...]:
    value = argument.value if isinstance(argument, ast.Constant) else known.get(getattr(argument, "id", ""))
    if isinstance(value, str):
        return (value,)
    assert isinstance(value, tuple), (
        f"{module} reads a header whose name only it knows: {ast.unparse(argument)}"
    )
    return value


def _is_literal(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except ValueError:
        return False
    return True
