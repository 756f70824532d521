"""Statements of imports: one function, one statement, typed rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from agents.contact_files.models import Row
from agents.contact_imports.models import DueImport, ImportDraft
from common.database import Transaction
from common.models.agent_contacts import ContactImport, FileCode
from common.work import RetriedWorkTable, finish

IMPORT: LiteralString = (
    "id, agent_user_id, kind, country, dry_run, status, rows, accepted, duplicates, refused, notes, failure_code,"
    " declared_basis, declaration_text_version, declared_at, started_at, completed_at, created_at, updated_at"
)
WORK = RetriedWorkTable(
    name="contact_imports",
    columns="w.id, w.file_key, w.kind, w.country, w.dry_run, w.attempts",
    is_open="w.status in ('queued', 'running')",
    take="status = 'running', started_at = coalesce(w.started_at, now()), available_at = now() + %(lease)s",
    again="status = 'queued', last_error = %(error)s, available_at = now() + %(delay)s",
    never="status = 'failed', failure_code = 'GIVEN_UP', completed_at = now(), last_error = %(error)s",
)


def request_import(tx: Transaction, draft: ImportDraft) -> UUID:
    """An import that waits for the worker; its id. Raises `Forbidden`, `NotFound`, `TooManyContactFiles`."""
    import_id: UUID = tx.fetch_value(
        "select app.request_contact_import(%(file)s, %(kind)s, %(lawful_basis)s, %(declaration_version)s, %(dry_run)s,"
        " %(country)s)",
        draft.model_dump(),
    )
    return import_id


def find_import(tx: Transaction, import_id: UUID) -> ContactImport:
    """An import of the actor's own. Raises `NotFound`."""
    return tx.fetch_one(
        ContactImport, f"select {IMPORT} from contact_imports where id = %(id)s", {"id": import_id}
    )


def list_imports(tx: Transaction, *, before: UUID | None, limit: int) -> list[ContactImport]:
    """The actor's own, newest first."""
    return tx.fetch_all(
        ContactImport,
        f"select {IMPORT} from contact_imports where %(before)s::uuid is null or id < %(before)s"
        " order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )


def import_rows(tx: Transaction, due: DueImport, rows: Sequence[Row]) -> bool:
    """All rows of a file become contacts, and the import ends; False where another worker has it by now."""
    done: bool = tx.fetch_value(
        "select app.import_contacts(%(id)s, %(attempts)s, %(rows)s)",
        {"id": due.id, "attempts": due.attempts, "rows": Jsonb([as_json(row) for row in rows])},
    )
    return done


def as_json(row: Row) -> dict[str, object]:
    """A row as `app.import_contacts` takes it."""
    return {
        "number": row.number, "line": row.line, "name": row.name, "email": row.email, "phone": row.phone,
        "country": row.country, "refused": row.refused, "note": row.note,
    }  # fmt: skip


def fail(tx: Transaction, due: DueImport, code: FileCode) -> None:
    """Nothing of the file can be used. Raises `ClaimLost`."""
    finish(tx, WORK, due, "status = 'failed', failure_code = %(code)s, completed_at = now()", code=code)


def is_due(tx: Transaction, as_of: datetime) -> bool:
    """Whether an import waits: to be tried again, left by a worker that died, or one whose wake-up call got lost."""
    found: bool = tx.fetch_value(
        "select exists (select from contact_imports where status in ('queued', 'running')"
        " and available_at <= %(as_of)s)",
        {"as_of": as_of},
    )
    return found
