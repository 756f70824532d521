"""docs/error_codes.md says what the code does now."""

import re

from common.database_errors import CONSTRAINTS, OUR_OWN_FAULT, SQLSTATES
from tests.conftest import Database
from tools.error_codes import DOCUMENT, render


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == render(), "run: make docs"


def test_every_sqlstate_that_the_database_raises_is_mapped(shared_database: Database) -> None:
    with shared_database.connect() as db:
        sources = db.execute(
            "select p.prosrc from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
            " where n.nspname in ('app', 'auth', 'ledger', 'public', 'local_identity')"
            " union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal"
        ).fetchall()
    raised = {code for (source,) in sources for code in re.findall(r"'(I[A-Z]\d{3})'", source)}
    assert raised == set(SQLSTATES) | OUR_OWN_FAULT


def test_every_mapped_constraint_exists(shared_database: Database) -> None:
    with shared_database.connect() as db:
        names = {name for (name,) in db.execute("select conname from pg_constraint").fetchall()}
        names |= {name for (name,) in db.execute("select indexname from pg_indexes").fetchall()}
    assert set(CONSTRAINTS) <= names
