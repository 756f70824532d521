"""Use cases of statements as files."""

from collections.abc import Iterator
from uuid import UUID

from common.database import Transaction, transaction
from common.exports import DueExport, request_export
from common.identity import SERVICE
from common.models.exports import Export, ExportKind
from payments.exports import repository
from payments.exports.models import StatementExport
from payments.wallets import repository as wallets
from payments.wallets.read import csv_of, find_period, read_pages


def request_statement(tx: Transaction, wallet_id: UUID, span: StatementExport) -> Export:
    """A file of a wallet's bookings in a span. Raises `NotFound`, `ExportPending`."""
    wallets.find_wallet(tx, wallet_id)
    repository.log_export(tx, wallet_id)
    return request_export(tx, ExportKind.STATEMENT, wallet_id=wallet_id, since=span.since, until=span.until)


def statement_file(due: DueExport) -> Iterator[bytes]:
    """The file, text by text, as it is answered at once where it is short.

    Read as the service; no transaction is open between two pages. Raises `NotFound`.
    """
    assert due.wallet_id is not None, "a statement is a wallet's"
    with transaction(SERVICE) as tx:
        wallet = wallets.find_wallet(tx, due.wallet_id)
        period = find_period(tx, due.wallet_id, due.since, due.until)
    pages = read_pages(lambda: transaction(SERVICE), due.wallet_id, period)
    for text in csv_of(wallet, period, pages):
        yield text.encode()
