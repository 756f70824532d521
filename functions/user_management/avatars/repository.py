"""Statements of pictures: one function, one statement, typed rows. Whose they are is a policy of the table."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.users import Avatar
from common.uploads import Verdict
from user_management.avatars.models import AvatarDraft, AvatarFile

AVATAR: LiteralString = (
    "id, user_id, object_key, media_type, size_bytes, checksum_sha256, status, refusal_reason,"
    " created_at, updated_at"
)


def insert_avatar(tx: Transaction, object_key: str, draft: AvatarDraft) -> Avatar:
    """A picture of the actor that is yet to be uploaded."""
    return tx.fetch_one(
        Avatar,
        "insert into user_avatars (user_id, object_key, media_type, size_bytes, checksum_sha256) values (auth.uid(),"
        f" %(object_key)s, %(media_type)s, %(size_bytes)s, %(checksum_sha256)s) returning {AVATAR}",
        {**draft.model_dump(), "object_key": object_key},
    )


def find_own(tx: Transaction, avatar_id: UUID) -> Avatar:
    """A picture of the actor's own. Raises `NotFound`."""
    return tx.fetch_one(
        Avatar,
        f"select {AVATAR} from user_avatars where id = %(id)s and user_id = auth.uid()",
        {"id": avatar_id},
    )


def find_avatar(tx: Transaction, avatar: Avatar) -> Avatar:
    """The row as it is now. Raises `NotFound`."""
    return tx.fetch_one(Avatar, f"select {AVATAR} from user_avatars where id = %(id)s", {"id": avatar.id})


def find_public(tx: Transaction, avatar_id: UUID) -> AvatarFile:
    """The file of a picture that its person shows. Raises `NotFound`."""
    return tx.fetch_one(
        AvatarFile, "select object_key, media_type from app.public_avatar(%(id)s)", {"id": avatar_id}
    )


def name_copy(tx: Transaction, avatar_id: UUID, object_key: str) -> int:
    """Let the row name a copy that is about to be made; how many rows (0 where it is not pending any more)."""
    return tx.execute(
        "update user_avatars set object_key = %(object_key)s where id = %(id)s and status = 'pending'",
        {"id": avatar_id, "object_key": object_key},
    )


def lock_person(tx: Transaction, user_id: UUID) -> None:
    """Whoever changes a person's picture waits here for whoever else does."""
    tx.execute("select from user_profiles where id = %(id)s for no key update", {"id": user_id})


def settle(tx: Transaction, avatar_id: UUID, verdict: Verdict) -> Avatar | None:
    """Pending → stored, or refused for a reason; None where it is not pending any more."""
    return tx.fetch_optional(
        Avatar,
        "update user_avatars set refusal_reason = %(refusal)s,"
        " status = case when %(refusal)s::text is null then 'stored' else 'refused' end,"
        " object_key = coalesce(%(object_key)s, object_key), size_bytes = least(%(size_bytes)s, size_bytes),"
        " checksum_sha256 = coalesce(%(checksum)s, checksum_sha256)"
        f" where id = %(id)s and status = 'pending' returning {AVATAR}",
        {
            "id": avatar_id,
            "refusal": verdict.refusal,
            "object_key": verdict.object_key,
            "size_bytes": verdict.size_bytes,
            "checksum": None if verdict.refusal else verdict.checksum_sha256,
        },
    )


def show(tx: Transaction, user_id: UUID, avatar_url: str | None) -> None:
    """This is the person's picture from now on."""
    tx.execute(
        "update user_profiles set avatar_url = %(url)s where id = %(id)s", {"id": user_id, "url": avatar_url}
    )


def delete_all_but(tx: Transaction, user_id: UUID, kept: UUID | None) -> list[Avatar]:
    """Delete the other rows of a person, all without `kept`; the rows."""
    return tx.fetch_all(
        Avatar,
        "delete from user_avatars where user_id = %(user)s and id is distinct from %(kept)s::uuid"
        f" returning {AVATAR}",
        {"user": user_id, "kept": kept},
    )


def delete_unfinished(tx: Transaction) -> list[Avatar]:
    """Delete what the actor announced and never completed, or what was refused; the rows."""
    return tx.fetch_all(
        Avatar,
        f"delete from user_avatars where user_id = auth.uid() and status <> 'stored' returning {AVATAR}",
    )
