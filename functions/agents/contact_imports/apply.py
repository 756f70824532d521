"""What the importer does: fetch a file, read it, hand all its rows to the database at once."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from agents.contact_files.models import MOST_BYTES, FileRefused
from agents.contact_imports import repository
from agents.contact_imports.models import DueImport
from agents.contact_imports.repository import WORK
from agents.contact_uploads.service import file_store
from common.adapters.files import FileStoreUnavailable
from common.backoff import MAXIMUM_ATTEMPTS, setback_after
from common.database import transaction
from common.deadline import Deadline, HasRemainingTime
from common.identity import SERVICE
from common.models.agent_contacts import ContactFileKind, FileCode
from common.telemetry import logger
from common.work import ClaimLost, claim, described, one_by_one, set_back, work_through

ONE_FILE_SECONDS = 60.0
"""Longer than the largest file takes: what is begun is finished."""
LEASE = timedelta(minutes=5)
"""Longer than the importer may live (infra/topology/agents.py)."""


class ImportGivenUp(Exception):
    """Every worker that took it died; the next one would, too."""


def import_due(context: HasRemainingTime) -> Counter[str]:
    """Import what is due, one file after the other. Counts: `done`, `refused` (the file), `failed` (we)."""
    deadline = Deadline.of_lambda(context, spare_seconds=ONE_FILE_SECONDS)
    counts = work_through(
        lambda tx: claim(tx, DueImport, WORK, at_most=1, lease=LEASE),
        one_by_one(_import, _fail),
        has_time=lambda: not deadline.is_over,
    )
    logger().info("contacts imported", extra={"counts": dict(counts)})
    return counts


def _import(due: DueImport) -> str:
    from agents.contact_files.service import (
        read_contacts,
    )  # all numbering plans: not for a call that finds nothing

    if due.attempts > MAXIMUM_ATTEMPTS:
        raise ImportGivenUp
    try:
        rows = read_contacts(_content(due), ContactFileKind(due.kind), due.country)
    except FileRefused as refused:
        with transaction(SERVICE) as tx:
            repository.fail(tx, due, refused.code)
        _forget_file(due)
        return "refused"
    with transaction(SERVICE) as tx:
        if not repository.import_rows(tx, due, rows):
            raise ClaimLost
    _forget_file(due)
    return "done"


def _content(due: DueImport) -> bytes:
    """The file, if it is no larger than the form allows. Raises `FileRefused`, `FileStoreUnavailable`."""
    arrived = file_store().look_at(due.file_key)
    if arrived is None:
        raise FileRefused(FileCode.FILE_MISSING)
    if arrived.size_bytes > MOST_BYTES:
        raise FileRefused(FileCode.FILE_TOO_LARGE)
    if arrived.size_bytes == 0:
        raise FileRefused(FileCode.FILE_EMPTY)
    return file_store().beginning(due.file_key, arrived.etag, MOST_BYTES)


def _forget_file(due: DueImport) -> None:
    """What was imported is not kept; a dry run leaves it for the import. What stays, the nightly run deletes."""
    if due.dry_run:
        return
    try:
        file_store().delete([due.file_key])
    except FileStoreUnavailable as error:
        logger().warning("a file of contacts stays until tonight", extra={"id": str(due.id)}, exc_info=error)


def _fail(due: DueImport, error: Exception) -> str:
    # One that its worker died of at the last try is given up, too.
    setback = replace(setback_after(due.attempts), is_last=due.attempts >= MAXIMUM_ATTEMPTS)
    if setback.is_last:
        logger().error("import given up", extra={"id": str(due.id)})
    with transaction(SERVICE) as tx:
        set_back(tx, WORK, [due], described(error), setback)
    return "failed"
