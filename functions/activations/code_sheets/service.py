"""Use cases of sheets."""

from collections.abc import Iterator
from uuid import UUID

from activations.activation_codes.service import base_url
from activations.code_sheets import archive, pages, repository
from activations.code_sheets.models import CodeSheet, SheetFormat
from activations.code_sheets.repository import PrintedCode
from common.database import Transaction, transaction
from common.errors import NotFound
from common.exports import DueExport, request_export
from common.identity import SERVICE
from common.models.exports import Export, ExportKind

KINDS = {
    SheetFormat.PDF: ExportKind.ACTIVATION_CODES_PDF,
    SheetFormat.SVG: ExportKind.ACTIVATION_CODES_SVG,
}
FIRST = UUID(int=0)


def request_sheet(tx: Transaction, activation_id: UUID, body: CodeSheet) -> Export:
    """A file of all codes of an activation that work. Raises `NotFound`, `ExportPending`."""
    if not repository.is_visible(tx, activation_id):
        raise NotFound
    return request_export(tx, KINDS[body.format], activation_id=activation_id)


def pdf_file(due: DueExport) -> Iterator[bytes]:
    """The file of pages; read as the service, no transaction is open while it is drawn."""
    return pages.drawn(_codes(due), base_url())


def svg_file(due: DueExport) -> Iterator[bytes]:
    """The archive of pictures, piece by piece."""
    return archive.packed(_codes(due), base_url())


def _codes(due: DueExport) -> Iterator[PrintedCode]:
    assert due.activation_id is not None, "an export of this kind is about an activation"
    after = FIRST
    while True:
        with transaction(SERVICE) as tx:
            found = repository.codes_after(tx, due.activation_id, after)
        if not found:
            return
        yield from found
        after = found[-1].id
