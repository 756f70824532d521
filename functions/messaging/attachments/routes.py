"""`/api/v1/conversations/{conversation_id}/attachments`: announce, upload by the form in the answer, complete, send."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from common.adapters.files import Download, FileStoreUnavailable
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.errors.messaging import Blocked, ConversationClosed, MessageRefused, ReasonMissing
from common.errors.submissions import TooManyFiles
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.message_attachments import MessageAttachment
from common.refusals import refuses
from common.uploads import AssetHandedIn, AssetNotScanned, AssetNotUploaded, AssetRefused, AssetUnsafe
from messaging.app import app
from messaging.attachments import repository, service
from messaging.attachments.models import AttachmentDraft, AttachmentWithLinks
from messaging.conversations.routes import CONVERSATION, TAGS, Reason
from messaging.conversations.service import looking

ATTACHMENTS = f"{CONVERSATION}/attachments"


@app.post(
    ATTACHMENTS,
    status_code=201,
    tags=TAGS,
    responses=refuses(
        RequestsLimited, NotFound, ConversationClosed, Blocked, MessageRefused, TooManyFiles, *ONCE
    ),
)
@app.takes(RateClass.CREATE)
def announce_attachment(conversation_id: UUID, body: AttachmentDraft) -> AttachmentWithLinks:
    """Announce a file to send, and get the form to upload it

    For both sides, where they may write. Post the answer's `upload.fields` and the file to `upload.url`, call
    `completeAttachment`, then name its id in `attachment_ids` of `sendMessage`. What is not sent within a day is gone;
    twenty may wait at once.
    """
    with app.transaction() as tx:
        announced = app.once(tx, body, MessageAttachment, lambda: service.announce(tx, conversation_id, body))
        # Read again: an answer that is repeated must not offer a form for what is stored or deleted by now.
        file = repository.find_attachment(tx, conversation_id, announced.id)
    return service.with_links(file, app.actor)


@app.post(
    f"{ATTACHMENTS}/<attachment_id>/complete",
    tags=TAGS,
    responses=refuses(
        NotFound, AssetNotUploaded, AssetNotScanned, AssetUnsafe, AssetRefused, FileStoreUnavailable
    ),
)
def complete_attachment(conversation_id: UUID, attachment_id: UUID) -> AttachmentWithLinks:
    """Complete the upload of a file to send

    For whoever announced it. The file is looked at: what is as announced is stored, anything else is deleted and
    refused (422). From now on it can be sent. Twice is as good as once.
    """
    return service.with_links(service.complete(app.actor, conversation_id, attachment_id), app.actor)


@app.get(f"{ATTACHMENTS}/<attachment_id>/download", tags=TAGS, responses=refuses(NotFound, ReasonMissing))
def download_attachment(conversation_id: UUID, attachment_id: UUID, reason: Reason = None) -> Download:
    """Download a file of a message

    For both sides once it is sent, for whoever announced it once it is stored; for administrators with a reason. The
    address is good for five minutes, and always saves the file, whatever it is. Of a message that was redacted, both
    sides get nothing any more.
    """
    with looking(app.actor, reason, conversation_id) as tx:
        return service.download(tx, conversation_id, attachment_id)


@app.delete(
    f"{ATTACHMENTS}/<attachment_id>",
    status_code=204,
    tags=TAGS,
    responses=refuses(NotFound, AssetHandedIn, FileStoreUnavailable),
)
def delete_attachment(conversation_id: UUID, attachment_id: UUID) -> Response[Any]:
    """Delete a file that was not sent

    For whoever announced it. What was sent stays with its message.
    """
    with app.transaction() as tx:
        service.delete_attachment(tx, conversation_id, attachment_id)
    return Response(status_code=204)
