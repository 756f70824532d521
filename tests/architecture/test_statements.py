"""SQL stands where a reader looks for it: a statement is run by a repository, and by the files named here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, RUNTIME, name, python_files

RUNS = re.compile(r"fetch_\w+|execute|executemany|run_alone|send")
VERBS = re.compile(
    r"\s*(--[^\n]*\n\s*)*\(?\s*"
    r"(select|insert|update|delete|with|merge|truncate|call|do|lock|copy|values|set|create|alter|drop|grant|revoke)\b",
    re.IGNORECASE,
)
MAY_HOLD_STATEMENTS = {
    "layers/common/python/common/adapters/identity/codes.py": "codes of ours, for both identity providers",
    "layers/common/python/common/adapters/identity/rows.py": "sign-ins and attempts, for both identity providers",
    "layers/common/python/common/adapters/identity/session_rows.py": "as rows.py",
    "layers/common/python/common/adapters/identity/account_rows.py": "as rows.py",
    "layers/common/python/common/adapters/identity/cognito_rows.py": "what Cognito sends and signs, by our rows",
    "layers/common/python/common/adapters/payments/stub_store.py": "the stub's memory",
    "layers/common/python/common/blocked_attempts.py": "one function, one module",
    "layers/common/python/common/database.py": "begins every transaction",
    "layers/common/python/common/exports.py": "one table, one module",
    "layers/common/python/common/file_rows.py": "the same statements for every table of files",
    "layers/common/python/common/idempotency.py": "one table, one module",
    "layers/common/python/common/jobs.py": "one table, one module",
    "layers/common/python/common/outbox.py": "one table, one module",
    "layers/common/python/common/work.py": "one statement for every table of work",
}


def statements(source: str) -> Iterator[int]:
    """The lines of calls that hand a statement to the database."""
    tree = ast.parse(source)
    constants = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        function = call.func
        called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if RUNS.fullmatch(called) and any(VERBS.match(_text(one, constants)) for one in given):
            yield call.lineno


def _text(node: ast.expr | None, constants: dict[str, ast.expr]) -> str:
    """How the text begins that an expression stands for, as far as this module tells."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=[first, *_]) | ast.BinOp(left=first):
            return _text(first, constants)
        case ast.FormattedValue(value=inner) | ast.NamedExpr(value=inner) | ast.IfExp(body=inner):
            return _text(inner, constants)
        case ast.Call(func=ast.Attribute(value=inner, attr="format" | "strip" | "join")):
            return _text(inner, constants)
        case ast.Call(args=[first, *_]):  # `sql.SQL("select …")`
            return _text(first, constants)
        case ast.Name(id=known) if known in constants:
            return _text(constants[known], {other: constants[other] for other in constants if other != known})
    return ""


def may_hold(path: str) -> bool:
    """Repositories, what is named with its reason, and the runner, whose every file speaks with the catalog."""
    return (
        path.endswith("/repository.py")
        or path in MAY_HOLD_STATEMENTS
        or path.startswith("functions/database_migrations/")
    )


@pytest.mark.parametrize("path", [*python_files(*RUNTIME)], ids=name)
def test_statements_stand_in_repositories(path: Path) -> None:
    if not may_hold(name(path)):
        lines = [*statements(path.read_text(encoding="utf-8"))]
        assert lines == [], f"{name(path)} holds SQL in lines {lines}: it belongs into a repository.py"


@pytest.mark.parametrize("path", MAY_HOLD_STATEMENTS)
def test_an_exception_is_still_one(path: str) -> None:
    assert [*statements((ROOT / path).read_text(encoding="utf-8"))], f"{path} needs no exception any more"


@pytest.mark.parametrize(
    "offence",
    [
        "tx.execute('update campaigns set status = %(status)s')",
        "tx.fetch_all(Row, 'select id from campaigns')",
        "tx.fetch_value('  SELECT count(*) from campaigns')",
        "run_alone(Row, 'select app.view_link(%(code)s)', {})",
        "tx.fetch_optional(query='delete from campaigns', row=Row)",
        "tx.execute(f'insert into {table} values (1)')",
        "tx.execute('with due as (select 1) ' + REST)",
        "tx.execute('select {} from t'.format(column))",
        "tx.execute(sql.SQL('select {}').format(column))",
        "QUERY = 'select 1'\nconnection.execute(QUERY)",
        'def f(tx):\n    query = """\n    -- the reason\n    (select 1)"""\n    return tx.fetch_one(Row, query)',
    ],
)
def test_a_statement_elsewhere_is_found(offence: str) -> None:
    assert [*statements(offence)] == [len(offence.splitlines())]


@pytest.mark.parametrize(
    "harmless",
    [
        "job.execute('selection')",
        "tx.fetch_all(Row, repository.QUERY)",
        "log('select a campaign')",
        "execute(updates)",
    ],
)
def test_what_is_no_statement_passes(harmless: str) -> None:
    assert [*statements(harmless)] == []


def test_the_rule_looks_at_the_file_name() -> None:
    assert may_hold("functions/payments/wallets/repository.py")
    assert not may_hold("functions/payments/wallets/service.py")
    assert not may_hold("functions/payments/wallets/my_repository.py")
