"""Statements of the inbox: one function, one statement, typed rows. Nobody opens another's, no administrator either."""

from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.models.notifications import Notification, NotificationCategory

NOTIFICATION: LiteralString = (
    "select id, user_id, category, type, title, message, metadata, read_at, created_at from notifications"
    " where user_id = (select auth.uid())"
)


def list_notifications(
    tx: Transaction, *, unread: bool | None, category: NotificationCategory | None, kind: str | None,
    before: UUID | None, limit: int,
) -> list[Notification]:  # fmt: skip
    """The caller's notifications, newest first."""
    return tx.fetch_all(
        Notification,
        f"{NOTIFICATION} and (%(unread)s::boolean is null or (read_at is null) = %(unread)s)"
        " and (%(category)s::text is null or category = %(category)s)"
        " and (%(kind)s::text is null or type = %(kind)s)"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"unread": unread, "category": category, "kind": kind, "before": before, "limit": limit},
    )


def find_notification(tx: Transaction, notification_id: UUID) -> Notification:
    """One notification of the caller. Raises `NotFound`."""
    return tx.fetch_one(Notification, f"{NOTIFICATION} and id = %(id)s", {"id": notification_id})


def mark_read(tx: Transaction, notification_id: UUID) -> int:
    """The first reading counts; 0 where it was read before, or is not the caller's."""
    return tx.execute(
        "update notifications set read_at = now()"
        " where id = %(id)s and user_id = (select auth.uid()) and read_at is null",
        {"id": notification_id},
    )


def mark_all_read(tx: Transaction) -> int:
    """How many of the caller's were unread. What is written meanwhile stays unread: nobody has seen it."""
    return tx.execute(
        "update notifications set read_at = now() where user_id = (select auth.uid()) and read_at is null"
    )


def count_unread(tx: Transaction) -> int:
    """How many of the caller's are unread."""
    count: int = tx.fetch_value(
        "select count(*) from notifications where user_id = (select auth.uid()) and read_at is null"
    )
    return count


def has_account(tx: Transaction, user_id: UUID) -> bool:
    """Whether there is such a user, and was not erased."""
    found: bool = tx.fetch_value(
        "select exists (select from auth.users where id = %(id)s and status <> 'deleted')", {"id": user_id}
    )
    return found


def has_brand(tx: Transaction, brand_id: UUID) -> bool:
    """Whether there is such a brand."""
    found: bool = tx.fetch_value(
        "select exists (select from brand_profiles where id = %(id)s)", {"id": brand_id}
    )
    return found


def notify_user(tx: Transaction, user_id: UUID, text: dict[str, Any]) -> UUID:
    """Tell one user; the id of the notification. E-mail follows by preference, through the outbox."""
    notification_id: UUID = tx.fetch_value(
        "select app.notify(%(user)s, %(category)s, %(type)s, %(title)s, %(message)s, %(metadata)s)",
        {**text, "user": user_id, "metadata": Jsonb(text["metadata"])},
    )
    return notification_id


def notify_brand(tx: Transaction, brand_id: UUID, permission: str, text: dict[str, Any]) -> int:
    """Tell each active member of a brand with that permission; how many."""
    told: int = tx.fetch_value(
        "select app.notify_brand(%(brand)s, %(permission)s, %(category)s, %(type)s, %(title)s, %(message)s,"
        " %(metadata)s)",
        {**text, "brand": brand_id, "permission": permission, "metadata": Jsonb(text["metadata"])},
    )
    return told
