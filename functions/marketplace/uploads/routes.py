"""`/api/v1/escrows/{escrow_id}/uploads`: announce, upload to S3 by the form in the answer, complete, hand in."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from common.adapters.files import FileStoreUnavailable
from common.errors import NotFound
from common.errors.deals import DeadlinePassed, EscrowFrozen, StepNotAllowed
from common.errors.limits import RequestsLimited
from common.errors.submissions import TooManyFiles
from common.file_links import FileDraft
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.deal_work import DealFile
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from common.uploads import AssetHandedIn, AssetNotScanned, AssetNotUploaded, AssetRefused, AssetUnsafe
from marketplace.app import app
from marketplace.uploads import repository, service
from marketplace.uploads.models import DealFileWithLinks

TAGS = ["deals"]
UPLOADS = "/api/v1/escrows/<escrow_id>/uploads"


@app.post(
    UPLOADS,
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited, NotFound, StepNotAllowed, EscrowFrozen, DeadlinePassed, TooManyFiles, *ONCE
    ),
)
@app.takes(RateClass.CREATE)
def announce_work_file(escrow_id: UUID, body: FileDraft) -> DealFileWithLinks:
    """Announce a file to hand in, and get the form to upload it

    For the creator, while there is work to do: the first file starts it. Post the answer's `upload.fields` and the file
    to `upload.url`, call `completeWorkFile`, then hand its `object_key` in as `file` of `submitWork`.
    """
    with app.transaction() as tx:
        announced = app.once(tx, body, DealFile, lambda: service.announce(tx, escrow_id, body))
        # Read again: an answer that is repeated must not offer a form for what is stored or deleted by now.
        file = repository.find_file(tx, escrow_id, announced.id)
    return service.with_links(file, app.actor)


@app.get(UPLOADS, tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_work_files(escrow_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[DealFile]:
    """List the files for a milestone

    For the creator and administrators, all of them; for members of the brand, those that were handed in. Newest first.
    """
    with app.read() as tx:
        return service.list_files(tx, escrow_id, cursor=cursor, limit=limit)


@app.get(f"{UPLOADS}/<file_id>", tags=TAGS, responses=refuses(NotFound))
def read_work_file(escrow_id: UUID, file_id: UUID) -> DealFileWithLinks:
    """Read a file for a milestone with its addresses

    For the creator, who gets the form while it is pending; for members of the brand once it is handed in; for
    administrators. What is stored has an address to download it, good for five minutes.
    """
    with app.read() as tx:
        file = repository.find_file(tx, escrow_id, file_id)
    return service.with_links(file, app.actor)


@app.post(
    f"{UPLOADS}/<file_id>/complete",
    tags=TAGS,
    responses=refuses(
        NotFound, AssetNotUploaded, AssetNotScanned, AssetUnsafe, AssetRefused, FileStoreUnavailable
    ),
)
def complete_work_file(escrow_id: UUID, file_id: UUID) -> DealFileWithLinks:
    """Complete the upload of a file to hand in

    For the creator. The file is looked at: what is as announced is stored, anything else is deleted and refused (422).
    From now on `object_key` is final, and can be handed in. Twice is as good as once.
    """
    return service.with_links(service.complete(app.actor, escrow_id, file_id), app.actor)


@app.delete(
    f"{UPLOADS}/<file_id>",
    status_code=204,
    tags=TAGS,
    responses=refuses(NotFound, AssetHandedIn, FileStoreUnavailable),
)
def delete_work_file(escrow_id: UUID, file_id: UUID) -> Response[Any]:
    """Delete a file that was not handed in

    For the creator. What was handed in stays with its work.
    """
    with app.transaction() as tx:
        service.delete_file(tx, escrow_id, file_id)
    return Response(status_code=204)


@app.get(
    "/api/v1/escrows/<escrow_id>/submissions/<submission_id>/file", tags=TAGS, responses=refuses(NotFound)
)
def read_handed_in_file(escrow_id: UUID, submission_id: UUID) -> DealFileWithLinks:
    """Read the file of work that was handed in

    For the creator, members of the brand and administrators, with an address to download it, good for five minutes.
    """
    with app.read() as tx:
        file = repository.find_file_of_work(tx, escrow_id, submission_id)
    return service.with_links(file, app.actor)
