"""`/api/v1/blocks`."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.models.base import Page
from common.models.conversations import UserBlock
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from messaging.app import app
from messaging.blocks import repository, service
from messaging.blocks.models import BlockDraft

TAGS = ["conversations"]


@app.get("/api/v1/blocks", tags=TAGS, responses=refuses(CursorInvalid))
def list_blocks(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[UserBlock]:
    """List whom one has blocked

    For whoever is signed in: their own blocks, the latest first.
    """
    with app.read() as tx:
        return service.list_blocks(tx, cursor=cursor, limit=limit)


@app.put("/api/v1/blocks/<user_id>", tags=TAGS, responses=refuses(RequestsLimited, NotFound))
@app.takes(RateClass.CREATE)
def block_user(user_id: UUID, body: BlockDraft) -> UserBlock:
    """Block somebody

    For whoever is signed in. Neither writes to the other any more, and no invitation arrives; of a brand's people one
    stands for all who write for it. What runs goes on: in the conversation of a deal or of a campaign that takes place,
    mute and report. The other side is not told.
    """
    with app.transaction() as tx:
        return repository.put_block(tx, user_id, body.reason)


@app.delete("/api/v1/blocks/<user_id>", status_code=204, tags=TAGS, responses=refuses(NotFound))
def unblock_user(user_id: UUID) -> Response[Any]:
    """Unblock somebody

    For whoever has set it. Both may write again, unless the other one has blocked, too.
    """
    with app.transaction() as tx:
        service.delete_block(tx, user_id)
    return Response(status_code=204)
