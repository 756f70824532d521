"""What answers once per `Idempotency-Key` declares what it refuses of one, and so the description has the header."""

import importlib
import inspect
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

from common.http import Api
from common.idempotency import ONCE
from common.models.base import Output
from common.refusals import refuses
from tools.openapi import CAPABILITIES, codes_in, routes_of

DEEPEST = 4
"""Calls between a route and `app.once`."""

app = Api()


class Done(Output):
    pass


def runs_once(function: Any, depth: int = 0) -> bool:
    """Whether a function of ours calls `app.once`, itself or by another one of its capability."""
    function = inspect.unwrap(function)
    names = {name for code in codes_of(function.__code__) for name in code.co_names}
    if "once" in names:
        return True
    known = list(called_by(function, names))
    return depth < DEEPEST and any(runs_once(called, depth + 1) for called in known)


def codes_of(code: CodeType) -> Iterator[CodeType]:
    """A function's code and that of the functions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes_of(constant)


def called_by(function: FunctionType, names: set[str]) -> Iterator[FunctionType]:
    """Functions of the same capability that it names, by themselves or in a module."""
    package = function.__module__.partition(".")[0]
    for name in names & set(function.__globals__):
        found = function.__globals__[name]
        inside = [getattr(found, one, None) for one in names] if isinstance(found, ModuleType) else [found]
        for one in map(inspect.unwrap, filter(callable, inside)):
            if isinstance(one, FunctionType) and one.__module__.partition(".")[0] == package:
                yield one


def faults_of(api: Api) -> list[str]:
    faults = []
    for route in routes_of(api):
        declared = {refusal.code for refusal in ONCE} <= set(codes_in(route.responses or {}))
        if declared != runs_once(route.func):
            faults.append(f"{route.method} {route.path}")
    return faults


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_every_route_that_answers_once_says_so_and_no_other(capability: str) -> None:
    api: Api = importlib.import_module(f"{capability}.api").app
    assert faults_of(api) == []


@app.post("/silent", responses=refuses())
def answer_once() -> Done:
    return by_another()


def by_another() -> Done:
    with app.transaction() as tx:
        return app.once(tx, None, Done, Done)


@app.post("/boasting", responses=refuses(*ONCE))
def answer_always() -> str:
    return ""


def test_silence_and_boasting_are_found() -> None:
    assert faults_of(app) == ["POST /silent", "POST /boasting"]
