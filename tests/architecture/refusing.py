"""Which functions can refuse, as far as the source tells: by themselves, or by what they call outside of a `try`."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.architecture.sources import Function
from tests.architecture.test_statements import RUNS, VERBS

ON_BEHALF = {"tx", "actor"}
"""Whose function takes one of these acts for somebody, whom the database may refuse; what the clock runs does not."""


@dataclass
class Module:
    """A module's functions, and what its names stand for elsewhere."""

    functions: dict[str, Function] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sources:
    """Modules by their dotted names."""

    modules: Mapping[str, Module]

    @classmethod
    def read(cls, texts: Mapping[str, str]) -> "Sources":
        """Of the modules' texts."""
        return cls({dotted: _module(ast.parse(text)) for dotted, text in texts.items()})

    def can_refuse(self, dotted: str, name: str) -> bool:
        """Whether a call of the function may end in a refusal that somebody wrote down."""
        function = self.modules[dotted].functions[name]
        given = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
        return self._reaches(dotted, name, asks=bool(given & ON_BEHALF), seen=frozenset())

    def _reaches(self, dotted: str, name: str, *, asks: bool, seen: frozenset[str]) -> bool:
        module, here = self.modules.get(dotted), f"{dotted}.{name}"
        function = module.functions.get(name) if module else None
        if module is None or function is None or here in seen:
            return False
        return any(
            isinstance(node, ast.Raise)
            or (
                isinstance(node, ast.Call)
                and self._refuses(module, dotted, node, asks=asks, seen=seen | {here})
            )
            for node in _unguarded(function)
        )

    def _refuses(
        self, module: Module, dotted: str, call: ast.Call, *, asks: bool, seen: frozenset[str]
    ) -> bool:
        match call.func:
            case ast.Attribute(attr="fetch_one"):
                return asks
            case ast.Attribute(attr=run) if RUNS.fullmatch(run):
                return asks and any(_may_be_refused(argument) for argument in call.args)
            case ast.Attribute(value=ast.Name(id=alias), attr=name):
                dotted = module.imports.get(alias, "")
            case ast.Name(id=name) if name in module.imports:
                dotted, _, name = module.imports[name].rpartition(".")
            case ast.Name(id=name):
                pass
            case _:
                return False
        return self._reaches(dotted, name, asks=asks, seen=seen)


def _module(tree: ast.Module) -> Module:
    module = Module({node.name: node for node in tree.body if isinstance(node, Function)})
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            module.imports |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    return module


def _may_be_refused(statement: ast.expr) -> bool:
    """A write, or one of our functions: the database may say no."""
    parts = (node.value for node in ast.walk(statement) if isinstance(node, ast.Constant))
    text = " ".join(part for part in parts if isinstance(part, str))
    return bool(VERBS.match(text)) and (not text.lstrip(" (").startswith("select") or "app." in text)


def _unguarded(node: ast.AST) -> Iterator[ast.AST]:
    """What lies below, but for the bodies of `try`: their refusals are somebody's business there."""
    for child in ast.iter_child_nodes(node):
        yield child
        parts = [*child.handlers, *child.orelse, *child.finalbody] if isinstance(child, ast.Try) else [child]
        for part in parts:
            yield from _unguarded(part)
