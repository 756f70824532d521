"""What the reference shows to paste is a whole request: every operation, in every language, with all that it needs."""

import ast
import inspect
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from atomic_influence import chapters, models
from user_management.documentation.operation import Operation
from user_management.documentation.reference import reference
from user_management.documentation.samples import argument_name, samples_of

OPERATIONS = {operation.id: operation for tag in reference().tags for operation in tag.operations}


def sample(operation: Operation, language: str) -> str:
    return next(one.text for one in samples_of(operation) if one.language == language)


def called(operation: Operation) -> ast.Call:
    (statement,) = ast.parse(sample(operation, "Python")).body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Call)
    return statement.value


def needed(operation: Operation) -> set[str]:
    """Names of all that must be there and stands neither in the path nor in the body."""
    outside = [one for one in operation.parameters if one.is_required and not one.name.endswith("(path)")]
    return {one.name for one in outside}


def test_there_are_operations_that_need_a_parameter() -> None:
    assert len([one for one in OPERATIONS.values() if needed(one)]) >= 8


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_command_for_a_shell_asks_with_all_that_is_needed(name: str) -> None:
    (address,) = re.findall(r'"(\$BASE[^"]*)"', sample(OPERATIONS[name], "curl"))
    assert set(parse_qs(urlsplit(address).query, strict_parsing=bool(urlsplit(address).query))) == needed(
        OPERATIONS[name]
    )
    assert "{" not in address


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_python_of_a_sample_is_what_the_client_takes(name: str) -> None:
    operation, call = OPERATIONS[name], called(OPERATIONS[name])
    assert isinstance(call.func, ast.Attribute)
    assert isinstance(call.func.value, ast.Attribute)
    method = getattr(getattr(chapters, _chapter_of(call.func.value.attr)), call.func.attr)
    given = {one.arg: one.value for one in call.keywords if one.arg}
    inspect.signature(method).bind(None, *call.args, **given)
    assert {argument_name(one) for one in needed(operation)} <= set(given)


@pytest.mark.parametrize("name", [one for one in OPERATIONS if OPERATIONS[one].body is not None])
def test_a_body_in_python_is_of_a_model_of_the_client(name: str) -> None:
    call = called(OPERATIONS[name])
    given = [*call.args, *(one.value for one in call.keywords)]
    bodies = [one for one in given if isinstance(one, ast.Call)]
    assert len(bodies) == 1, sample(OPERATIONS[name], "Python")
    assert isinstance(bodies[0].func, ast.Name)
    model = getattr(models, bodies[0].func.id)
    model.model_validate(
        {one.arg: ast.literal_eval(one.value) for one in bodies[0].keywords}, by_name=True, by_alias=True
    )


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_typescript_of_a_sample_asks_with_all_that_is_needed(name: str) -> None:
    text = sample(OPERATIONS[name], "TypeScript")
    asked = re.findall(r"query: \{ ([^}]*) \}", text)
    assert {one.partition(":")[0] for one in ", ".join(asked).split(", ") if one} == needed(OPERATIONS[name])


def _chapter_of(attribute: str) -> str:
    return next(name for name in chapters.__all__ if name.lower() == attribute.replace("_", ""))
