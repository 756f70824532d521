"""`/api/v1/users/me/avatar`, and the public `/avatars/{id}`."""

from typing import Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response

from common.adapters.files import FileStoreUnavailable
from common.answers import pictures
from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.assets import MediaType
from common.models.users import Avatar
from common.refusals import refuses
from common.uploads import AssetNotScanned, AssetNotUploaded, AssetRefused, AssetUnsafe
from user_management.app import app
from user_management.avatars import repository, service
from user_management.avatars.models import AvatarDraft, AvatarWithLinks

TAGS = ["users"]
OWN = "/api/v1/users/me/avatar"
PICTURE = pictures("The picture", MediaType.JPEG, MediaType.PNG, MediaType.WEBP)
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
    """Announce a picture of oneself

    For whoever is signed in. The answer holds the form to upload it, good for JPEG, PNG and WebP of at most 2 MiB;
    then say so with `completeAvatar`. One that was announced before and never completed is forgotten.
    """
    with app.transaction() as tx:
        announced = app.once(tx, body, Avatar, lambda: service.announce(tx, body))
        # Read again: an answer that is repeated must not offer a form for what is stored or deleted by now.
        avatar = repository.find_own(tx, announced.id)
    return service.with_links(avatar)


@app.post(
    f"{OWN}/<avatar_id>/complete",
    tags=TAGS,
    responses=refuses(
        NotFound, AssetNotUploaded, AssetNotScanned, AssetUnsafe, AssetRefused, FileStoreUnavailable
    ),
)
def complete_avatar(avatar_id: UUID) -> AvatarWithLinks:
    """Complete the upload of a picture

    For whoever announced it. The file is looked at: what is the picture that was announced is shown from now on, and
    the one before is deleted; anything else is refused (422) and deleted.
    """
    return service.with_links(service.complete(app.actor, avatar_id))


@app.delete(OWN, status_code=204, tags=TAGS, responses=refuses(NotFound, FileStoreUnavailable))
def remove_avatar() -> Response[Any]:
    """Remove one's picture

    For whoever is signed in. They show none any more, whether it was uploaded or is an address elsewhere; uploaded
    files are deleted.
    """
    with app.transaction() as tx:
        service.remove(tx)
    return Response(status_code=204)


@app.get("/avatars/<avatar_id>", tags=TAGS, responses=PICTURE | refuses(NotFound, FileStoreUnavailable))
def show_avatar(avatar_id: UUID):  # type: ignore[no-untyped-def]
    """Show the picture of a person

    For everyone: the file that a person shows now, kept by caches for five minutes. A picture that was replaced or
    removed is 404, and so is that of a person who is barred.
    """
    with app.read() as tx:
        file = repository.find_public(tx, avatar_id)
    return Response(200, file.media_type, service.contents_of(file), headers={**HEADERS})
