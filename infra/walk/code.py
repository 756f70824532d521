"""What the code behind a function's handler reads of a request, found in its source; nothing of it is imported.

Followed are the imports of the entry file through its capability and `common`. A header counts where somebody asks for
it by name (`headers.get("referer")`, a constant, or one of a tuple) in a function that something there mentions.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from infra.bundling import ROOT

SOURCES = (ROOT / "functions", ROOT / "layers/common/python")
CLIENTS = "common.adapters"
"""Speaks to other houses: the headers that it reads are of their answers."""
DATABASE = "common.database"
USER_AGENT = "user-agent"


@dataclass(frozen=True)
class Module:
    """What a file says that matters here."""

    imported: tuple[str, ...]
    mentioned: frozenset[str]
    asked_for: tuple[tuple[str | None, str], ...]


@lru_cache(maxsize=64)
def headers_read(entry: str) -> frozenset[str]:
    """Names (small letters) of the request headers that the code from module `entry` on reads."""
    modules = [module for name, module in _reached(entry).items() if not name.startswith(CLIENTS)]
    mentioned = frozenset[str]().union(*(module.mentioned for module in modules))
    return frozenset(
        header
        for module in modules
        for function, header in module.asked_for
        if function is None or function in mentioned
    )


@lru_cache(maxsize=64)
def uses_database(entry: str) -> bool:
    """Whether the code from module `entry` on opens a transaction."""
    return DATABASE in _reached(entry)


@lru_cache(maxsize=64)
def answers_subscriptions(entry: str) -> bool:
    """Whether the code from module `entry` on answers what AppSync Events asks."""
    imported = {name for module in _reached(entry).values() for name in module.imported}
    return any(name.endswith(".AppSyncEventsResolver") for name in imported)


def _reached(entry: str) -> dict[str, Module]:
    """Every module of ours that is imported from `entry` on, itself included."""
    found: dict[str, Module] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name not in found and (module := _module(name)):
            found[name] = module
            waiting += module.imported
    return found


@cache
def _module(name: str) -> Module | None:
    for source in SOURCES:
        place = source.joinpath(*name.split("."))
        for path in (place.with_suffix(".py"), place / "__init__.py"):
            if path.is_file():
                tree = ast.parse(path.read_text(encoding="utf-8"))
                return Module(tuple(_imported(tree)), frozenset(_mentioned(tree)), tuple(_asked_for(tree)))
    return None


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _mentioned(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.FunctionDef) and node.decorator_list:
            yield node.name  # a route: the resolver calls it


def _asked_for(tree: ast.Module) -> Iterator[tuple[str | None, str]]:
    """The function (None: the module itself) and each header that it asks for."""
    constants = _constants(tree)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(node): function.name for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        if node.func.attr == "get" and ast.unparse(node.args[0]) == "'userAgent'":
            yield inside.get(id(node)), USER_AGENT
        elif node.func.attr == "get" and _are_headers(node.func.value):
            for header in _names(node.args[0], constants, tree):
                yield inside.get(id(node)), header.lower()


def _are_headers(value: ast.expr) -> bool:
    """`headers`, `….headers`, or `event.get("headers", {})`."""
    text = ast.unparse(value)
    return text.split(".")[-1] == "headers" or ".get('headers'" in text


def _names(asked: ast.expr, constants: dict[str, list[str]], tree: ast.Module) -> list[str]:
    if isinstance(asked, ast.Constant):
        return [str(asked.value)]
    if not isinstance(asked, ast.Name):
        return []
    if asked.id in constants:
        return constants[asked.id]
    for loop in ast.walk(tree):  # `headers.get(name) for name in PURPOSES`
        if isinstance(loop, ast.comprehension | ast.For) and ast.unparse(loop.target) == asked.id:
            return constants.get(ast.unparse(loop.iter), [])
    return []


def _constants(tree: ast.Module) -> dict[str, list[str]]:
    """Names of the module that are a text, or texts."""
    found: dict[str, list[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                value = ast.literal_eval(node.value)
            except ValueError:
                continue
            texts = [value] if isinstance(value, str) else value
            if isinstance(texts, list | tuple) and all(isinstance(one, str) for one in texts):
                found[node.targets[0].id] = list(texts)
    return found
