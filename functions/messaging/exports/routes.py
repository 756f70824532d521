"""`/api/v1/conversations/{conversation_id}/export`."""

from uuid import UUID

from common.errors import NotFound
from common.errors.deals import DeciderInvolved
from common.errors.exports import ExportPending
from common.errors.limits import RequestsLimited
from common.exports import wake_exporter
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.exports import Export, ExportKind
from common.refusals import refuses
from messaging.app import app
from messaging.conversations.routes import CONVERSATION, TAGS
from messaging.exports import service
from messaging.exports.models import ConversationExport


@app.post(
    f"{CONVERSATION}/export",
    status_code=202,
    tags=TAGS,
    responses=refuses(NotFound, DeciderInvolved, ExportPending, RequestsLimited, *ONCE),
)
@app.takes(RateClass.EXPORT)
def request_conversation_file(conversation_id: UUID, body: ConversationExport) -> Export:
    """Request a conversation as a file, for a dispute

    For administrators who belong to neither side, and say why; it is audited. The file is canonical JSON with
    everything: each message with the mark of its redaction and its original, its files by name and SHA-256, what was
    kept back or reported, how far each has read. `readExport` says when it is ready, where, and the SHA-256 of the
    file: of the same content it is the same.
    """
    with app.transaction() as tx:
        export = app.once(tx, body, Export, lambda: service.request_conversation(tx, conversation_id, body))
    wake_exporter(ExportKind.CONVERSATION)
    return export
