"""A code has one class and one status; the database refuses with those classes; docs/error_codes.md lists them."""

import re
import subprocess
import sys

import psycopg
import pytest

from common.database import transaction
from common.database_errors import OUR_OWN_FAULT, translate
from common.errors import DomainError, NotFound
from common.identity import SERVICE
from tests.conftest import Database
from tests.e2e.system import environment
from tools.error_codes import DOCUMENT, refusal_classes, refusals, render

translate(psycopg.DataError())  # imports the classes that name a SQLSTATE or a constraint


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == render(), "run: make docs"


def codes_written_twice(classes: set[type[DomainError]]) -> list[str]:
    codes = [refusal.code for refusal in classes]
    return sorted({code for code in codes if codes.count(code) > 1})


def codes_with_two_statuses(classes: set[type[DomainError]]) -> list[str]:
    told = {(refusal.code, refusal.status) for refusal in classes}
    return sorted(code for code, status in told if any(code == c and status < s for c, s in told))


def test_a_code_has_one_class_and_one_status() -> None:
    assert codes_written_twice(refusals()) == []
    assert codes_with_two_statuses(refusal_classes()) == []


def test_a_code_that_two_classes_write_or_that_has_two_statuses_is_found() -> None:
    class Elsewhere(DomainError):
        status = 418
        code = "NOT_FOUND"

    class Quieter(NotFound):
        status = 410

    assert codes_written_twice({*refusals(), Elsewhere}) == ["NOT_FOUND"]
    assert codes_with_two_statuses({*refusal_classes(), Elsewhere}) == ["NOT_FOUND"]
    assert codes_with_two_statuses({*refusal_classes(), Quieter}) == ["NOT_FOUND"]


def test_a_sqlstate_and_a_constraint_mean_one_class() -> None:
    with pytest.raises(TypeError, match="IG003 is NotFound already"):
        type("Elsewhere", (DomainError,), {}, sqlstate="IG003")
    with pytest.raises(TypeError, match="users_email_is_taken is EmailTaken already"):
        type("Elsewhere", (DomainError,), {}, constraints=["users_email_is_taken"])


def test_class_names_are_unique() -> None:
    names = [refusal.__name__ for refusal in refusals()]
    assert len(names) == len(set(names))


def test_the_runtime_knows_every_refusal_of_the_database() -> None:
    """A class that names a SQLSTATE counts once its module is imported; only this test imports them all."""
    refusal_classes()
    code = (
        "import psycopg; from common.database_errors import translate; translate(psycopg.DataError());"
        "from common.errors import DomainError; print(*DomainError.by_sqlstate, *DomainError.by_constraint)"
    )
    known = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, check=True)
    assert set(known.stdout.decode().split()) == {*DomainError.by_sqlstate, *DomainError.by_constraint}


def test_every_sqlstate_that_the_database_raises_is_mapped(shared_database: Database) -> None:
    with shared_database.connect() as db:
        sources = db.execute(
            "select p.prosrc from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
            " where n.nspname in ('app', 'auth', 'ledger', 'public', 'local_identity')"
            " union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal"
        ).fetchall()
    raised = {code for (source,) in sources for code in re.findall(r"'(I[A-Z]\d{3})'", source)}
    assert raised == set(DomainError.by_sqlstate) | OUR_OWN_FAULT


def test_every_mapped_constraint_exists(shared_database: Database) -> None:
    with shared_database.connect() as db:
        names = {name for (name,) in db.execute("select conname from pg_constraint").fetchall()}
        names |= {name for (name,) in db.execute("select indexname from pg_indexes").fetchall()}
    assert set(DomainError.by_constraint) <= names


def raise_in_the_database(using: str) -> None:
    with transaction(SERVICE) as tx:
        tx.execute(f"do $$ begin raise exception using {using}; end $$")


@pytest.mark.parametrize(("sqlstate", "refusal"), DomainError.by_sqlstate.items())
def test_a_sqlstate_is_raised_as_its_class(
    shared_database: Database, sqlstate: str, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal) as raised:
        raise_in_the_database(f"errcode = '{sqlstate}', message = 'in English', detail = '{{\"needed\": 3}}'")
    assert type(raised.value) is refusal
    assert raised.value.message == refusal.sentence
    (detail,) = raised.value.details
    assert detail.items() >= {"needed": 3}.items()


@pytest.mark.parametrize(("constraint", "refusal"), DomainError.by_constraint.items())
def test_a_violated_constraint_is_raised_as_its_class(
    shared_database: Database, constraint: str, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal) as raised:
        raise_in_the_database(f"errcode = '23000', constraint = '{constraint}'")
    assert (type(raised.value), raised.value.details) == (refusal, [{"constraint": constraint}])


@pytest.mark.parametrize("sqlstate", sorted(OUR_OWN_FAULT))
def test_our_own_fault_is_no_refusal(shared_database: Database, sqlstate: str) -> None:
    with pytest.raises(psycopg.Error):
        raise_in_the_database(f"errcode = '{sqlstate}', detail = '{{}}'")
