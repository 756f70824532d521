"""Use cases of pictures: announce, complete, take away, show. A file's way is that of all (docs/files.md)."""

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID, uuid4

from common.adapters.files import FileStore
from common.database import Transaction, transaction
from common.errors import NotFound
from common.identity import Actor
from common.models.assets import AssetStatus
from common.models.users import Avatar
from common.settings import required
from common.uploads import Shelf, Verdict, complete_upload
from user_management.avatars import repository
from user_management.avatars.models import AvatarDraft, AvatarFile, AvatarWithLinks


@lru_cache(maxsize=1)
def file_store() -> FileStore:
    """The bucket of this process. Raises `SettingMissing`."""
    return FileStore(required("AVATAR_BUCKET"))


def incoming_key(avatar_id: UUID) -> str:
    """Where the form leads; what is left there is forgotten after two days (infra/constructs/buckets.py)."""
    return f"avatars/incoming/{avatar_id}"


def path_of(avatar_id: UUID) -> str:
    """Where a stored picture is shown, on the host of the API; `user_profiles.avatar_url` and `app.public_avatar`."""
    return f"/avatars/{avatar_id}"


def announce(tx: Transaction, draft: AvatarDraft) -> Avatar:
    """A row for a picture that is about to be uploaded, in place of an earlier one that was never completed.

    Raises `NotFound` for who is nobody, `FileStoreUnavailable`.
    """
    if tx.actor.user_id is None:
        raise NotFound
    _delete_files(repository.delete_unfinished(tx))
    return repository.insert_avatar(tx, f"avatars/{tx.actor.user_id}/{uuid4()}", draft)


def with_links(avatar: Avatar) -> AvatarWithLinks:
    """The picture with what its status allows: a form to upload, or its address."""
    answer = AvatarWithLinks(**avatar.model_dump())
    if avatar.status is AssetStatus.PENDING:
        upload = file_store().upload_form(
            incoming_key(avatar.id), media_type=avatar.media_type, size_bytes=avatar.size_bytes,
            checksum_sha256=avatar.checksum_sha256,
        )  # fmt: skip
        return answer.model_copy(update={"upload": upload})
    shown = path_of(avatar.id) if avatar.status is AssetStatus.STORED else None
    return answer.model_copy(update={"avatar_url": shown})


def complete(actor: Actor, avatar_id: UUID) -> Avatar:
    """Look at what was uploaded; where it is what was announced, it is the person's picture, and the one before goes.

    Raises `NotFound`, `AssetNotUploaded`, `AssetNotScanned`, `AssetUnsafe`, `AssetRefused`,
    `FileStoreUnavailable`.
    """
    with transaction(actor) as tx:
        avatar = repository.find_own(tx, avatar_id)
    return complete_upload(_shelf(), avatar)


def remove(tx: Transaction) -> None:
    """No picture any more, wherever it was. Raises `NotFound` for who is nobody, `FileStoreUnavailable`."""
    if tx.actor.user_id is None:
        raise NotFound
    repository.lock_person(tx, tx.actor.user_id)
    repository.show(tx, tx.actor.user_id, None)
    delete_avatars_of(tx, tx.actor.user_id)


def delete_avatars_of(tx: Transaction, user_id: UUID) -> None:
    """Rows and files of a person. Raises `FileStoreUnavailable`; nothing is deleted then."""
    _delete_files(repository.delete_all_but(tx, user_id, None))


def contents_of(file: AvatarFile) -> bytes:
    """What a picture consists of. Raises `NotFound` where it was replaced meanwhile, `FileStoreUnavailable`."""
    contents = file_store().read(file.object_key)
    if contents is None:
        raise NotFound
    return contents


def _shelf() -> Shelf[Avatar]:
    return Shelf(file_store(), incoming_key, repository.name_copy, _settle, repository.find_avatar)


def _settle(tx: Transaction, avatar: Avatar, verdict: Verdict) -> Avatar | None:
    """As in the table; with a stored one, the person shows it and no other is kept."""
    repository.lock_person(tx, avatar.user_id)
    settled = repository.settle(tx, avatar.id, verdict)
    if settled is not None and verdict.refusal is None:
        repository.show(tx, avatar.user_id, path_of(avatar.id))
        _delete_files(repository.delete_all_but(tx, avatar.user_id, avatar.id))
    return settled


def _delete_files(avatars: Iterable[Avatar]) -> None:
    """Before the commit: if S3 fails, the rows stay and the same request may be tried again."""
    if keys := [key for avatar in avatars for key in (incoming_key(avatar.id), avatar.object_key)]:
        file_store().delete(keys)
