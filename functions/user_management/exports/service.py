"""Use cases of exports; the file of all about a person (GDPR, article 15) is written here."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from common.database import Transaction, transaction
from common.errors import AnswerTooLarge, Forbidden
from common.exports import DueExport, download_of, kinds_due, request_export, wake_exporter
from common.identity import SERVICE, Actor
from common.jobs import Counts
from common.models.base import Page
from common.models.exports import Export, ExportKind, ExportStatus
from common.pagination import decode_id_cursor, page
from common.times import moment_text
from user_management.exports import repository
from user_management.exports.models import ExportWithLink, PersonalData

MOST_CHARACTERS = 4_000_000
"""Of what is answered at once; the rest of an answer's limit is for what JSON escapes."""


def request_personal_data(tx: Transaction) -> Export:
    """A file of all that is held about the actor. Raises `Forbidden` for the service, `ExportPending`."""
    if tx.actor.user_id is None:
        raise Forbidden
    repository.log_export(tx)
    return request_export(tx, ExportKind.PERSONAL_DATA)


def read_export(tx: Transaction, export_id: UUID) -> ExportWithLink:
    """An export of the actor's own, with an address where the file is ready. Raises `NotFound`."""
    export = repository.find_export(tx, export_id)
    download = download_of(export) if export.status is ExportStatus.READY else None
    return ExportWithLink(**export.model_dump(), download=download)


def list_exports(tx: Transaction, *, cursor: str | None, limit: int) -> Page[Export]:
    """The actor's own exports, newest first. Raises `CursorInvalid`."""
    rows = repository.list_exports(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda export: export.id)


def export(actor: Actor) -> PersonalData:
    """All that is held about the actor, at once.

    Raises `Forbidden` for the service itself, `AnswerTooLarge` where there is more than fits: that is a file.
    """
    if actor.user_id is None:
        raise Forbidden
    with transaction(actor) as tx:
        repository.log_export(tx)
    data: dict[str, list[dict[str, object]]] = {}
    characters = 0
    for table, rows in _rows_of(actor.user_id):
        characters += sum(map(len, rows))
        if characters > MOST_CHARACTERS:
            raise AnswerTooLarge(details=[{"instead": "POST /api/v1/users/me/exports"}])
        data.setdefault(table, []).extend(map(json.loads, rows))
    return PersonalData(exported_at=datetime.now(UTC), user_id=actor.user_id, data=data)


def run_sweep(as_of: datetime) -> Counts:
    """Wake the exporters for what waits: files to be tried again, wake-up calls that got lost. Counts kinds."""
    with transaction(SERVICE) as tx:
        due = kinds_due(tx, as_of)
    for kind in due:
        wake_exporter(kind)
    return {"due": len(due)}


def personal_data(due: DueExport) -> Iterator[bytes]:
    """The file, piece by piece: the same document that is answered at once where it is small."""
    head = {"exported_at": moment_text(datetime.now(UTC)), "user_id": str(due.user_id)}
    yield f'{json.dumps(head)[:-1]}, "data": {{'.encode()
    before = None
    for table, rows in _rows_of(due.user_id):
        if table != before:
            yield f"{'' if before is None else '], '}{json.dumps(table)}: [".encode()
        elif rows:
            yield b", "
        yield ", ".join(rows).encode()
        before = table
    yield b"]}}"


def _rows_of(user_id: UUID) -> Iterator[tuple[str, list[str]]]:
    """Every table that may hold something of a person, with their rows as JSON, in parts of which the last is short.

    Read as the service: row security hides some of it from them. No transaction is open between two parts.
    """
    for table in repository.EXPORTS:
        with transaction(SERVICE) as tx:
            repository.open_rows(tx, table, user_id)
            rows = _next_rows(tx)
        try:
            yield table, rows
            while len(rows) == repository.ROWS_A_PART:
                with transaction(SERVICE) as tx:
                    rows = _next_rows(tx)
                yield table, rows
        finally:
            if len(rows) == repository.ROWS_A_PART:  # nobody wants the rest
                with transaction(SERVICE) as tx:
                    repository.close_rows(tx)


def _next_rows(tx: Transaction) -> list[str]:
    """The next part, and behind the last one nothing is held any more."""
    rows = repository.next_rows(tx)
    if len(rows) < repository.ROWS_A_PART:
        repository.close_rows(tx)
    return rows
