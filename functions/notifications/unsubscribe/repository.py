"""Statements of unsubscribing: one function, one statement. What a link asks for runs as the service."""

from collections.abc import Sequence
from uuid import UUID

from common.database import Transaction
from common.models.notifications import NotificationCategory
from notifications.inbox.models import Suppression, SuppressionReason


def switch_email_off(tx: Transaction, user_id: UUID, categories: Sequence[NotificationCategory]) -> None:
    """No more e-mail of these categories; nothing happens for an account that is gone."""
    tx.execute(
        "insert into notification_preferences as p (user_id, category, channel, enabled)"
        " select u.id, c.category, 'email', false from auth.users as u"
        " cross join unnest(%(categories)s::text[]) as c (category)"
        " where u.id = %(user)s and u.status <> 'deleted' order by c.category"
        " on conflict on constraint notification_preferences_pkey do update set enabled = false where p.enabled",
        {"user": user_id, "categories": list(categories)},
    )


def suppress_address(tx: Transaction, user_id: UUID) -> None:
    """No more e-mail to this person's address, whatever it is about."""
    tx.execute(
        "insert into notification_unsubscribes (email, reason)"
        " select u.email, 'unsubscribed' from auth.users as u where u.id = %(user)s and u.status <> 'deleted'"
        " on conflict on constraint notification_unsubscribes_pkey do nothing",
        {"user": user_id},
    )


def list_suppressions(
    tx: Transaction, *, reason: SuppressionReason | None, after: tuple[str, str] | None, limit: int
) -> list[Suppression]:
    """Addresses that get no mail, by address."""
    email, after_reason = after or (None, None)
    return tx.fetch_all(
        Suppression,
        "select email, reason, provider_event_id, created_at from notification_unsubscribes"
        " where (%(reason)s::text is null or reason = %(reason)s)"
        " and (%(email)s::text is null or (email, reason) > (%(email)s, %(after_reason)s))"
        " order by email, reason limit %(limit)s",
        {"reason": reason, "email": email, "after_reason": after_reason, "limit": limit},
    )


def lift_suppressions(tx: Transaction, email: str, reason: SuppressionReason | None) -> int:
    """Mail may go to this address again; how many reasons (that one, or all) were lifted."""
    return tx.execute(
        "delete from notification_unsubscribes where email = %(email)s"
        " and (%(reason)s::text is null or reason = %(reason)s)",
        {"email": email, "reason": reason},
    )
