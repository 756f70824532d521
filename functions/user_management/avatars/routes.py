"""`/api/v1/users/me/avatar`, and the public `/avatars/{id}`."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from common.adapters.files import FileStoreUnavailable
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.users import Avatar
from common.refusals import refuses
from common.uploads import AssetNotUploaded, AssetRefused
from user_management.app import app
from user_management.avatars import repository, service
from user_management.avatars.models import AvatarDraft, AvatarWithLinks

TAGS = ["users"]
OWN = "/api/v1/users/me/avatar"
HEADERS = {
    # A picture that is taken away, or whose person is barred, is gone from caches within minutes.
    "Cache-Control": "public, max-age=300",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


@app.post(
    OWN, status_code=201, tags=TAGS, responses=refuses(RequestsLimited, NotFound, FileStoreUnavailable, *ONCE)
)
@app.takes(RateClass.CREATE)
def announce_avatar(body: AvatarDraft) -> AvatarWithLinks:
    """Announce a picture of the caller; the answer holds the form to upload it."""
    with app.transaction() as tx:
        announced = app.once(tx, body, Avatar, lambda: service.announce(tx, body))
        # Read again: an answer that is repeated must not offer a form for what is stored or deleted by now.
        avatar = repository.find_own(tx, announced.id)
    return service.with_links(avatar)


@app.post(
    f"{OWN}/<avatar_id>/complete",
    tags=TAGS,
    responses=refuses(NotFound, AssetNotUploaded, AssetRefused, FileStoreUnavailable),
)
def complete_avatar(avatar_id: UUID) -> AvatarWithLinks:
    """Say that the picture is uploaded: it is looked at, and shown from then on, or (422) refused and deleted."""
    return service.with_links(service.complete(app.actor, avatar_id))


@app.delete(OWN, status_code=204, tags=TAGS, responses=refuses(NotFound, FileStoreUnavailable))
def remove_avatar() -> Response[Any]:
    """No picture any more, whether it was uploaded or is an address elsewhere."""
    with app.transaction() as tx:
        service.remove(tx)
    return Response(status_code=204)


@app.get("/avatars/<avatar_id>", tags=TAGS, responses=refuses(NotFound, FileStoreUnavailable))
def show_avatar(avatar_id: UUID):  # type: ignore[no-untyped-def]
    """The picture that a person shows, for everybody."""
    with app.transaction() as tx:
        file = repository.find_public(tx, avatar_id)
    return Response(200, file.media_type, service.contents_of(file), headers={**HEADERS})
