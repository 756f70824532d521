"""`/api/v1/creator-lists/{id}/imports`."""

from uuid import UUID

from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.errors.lists import ListFull
from common.idempotency import ONCE
from common.limits import RateClass
from common.refusals import refuses
from user_management.app import app
from user_management.creator_list_imports.models import ImportResults, ListFile
from user_management.errors import ColumnsUnknown, FileNotReadable, TooManyLines


@app.post(
    "/api/v1/creator-lists/<list_id>/imports",
    tags=["creator lists"],
    responses=refuses(
        RequestsLimited, NotFound, FileNotReadable, ColumnsUnknown, TooManyLines, ListFull, *ONCE
    ),
)
@app.takes(RateClass.CREATE, cost=20)
def import_creators(list_id: UUID, body: ListFile) -> ImportResults:
    """Add creators to a list from a CSV file

    For brand admins and campaign managers. The file has up to 2 MiB and 10,000 lines. Columns are found by their
    names: a handle or a profile address, and what there is of platform, name, followers (`477.9M`), note and tags.
    Whose account a creator here has connected is that creator; the others wait in the list until somebody connects
    the account. Each line has a result; the same file again changes nothing.
    """
    from user_management.creator_list_imports import (
        service,
    )  # tables, columns, addresses: only where a file comes

    with app.transaction() as tx:
        return app.once(tx, body, ImportResults, lambda: service.import_file(tx, list_id, body))
