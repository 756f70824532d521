"""Statements of unsubscribing: one function, one statement. What a link asks for runs as the service."""

from collections.abc import Sequence
from uuid import UUID

from common.database import Transaction
from common.models.notifications import NotificationCategory


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


def suppress_invited_address(tx: Transaction, email_invitation_id: UUID) -> bool:
    """No more e-mail to the address that was invited; whether the invitation is still known."""
    known: bool = tx.fetch_value(
        "with e as (select e.email from email_invitations as e where e.id = %(id)s),"
        " added as (insert into notification_unsubscribes (email, reason) select e.email, 'unsubscribed' from e"
        " on conflict on constraint notification_unsubscribes_pkey do nothing)"
        " select exists (select from e)",
        {"id": email_invitation_id},
    )
    return known


def switch_email_back_on(
    tx: Transaction, user_id: UUID, categories: Sequence[NotificationCategory], since: int
) -> None:
    """E-mail of these categories again, where it was switched off at or after `since` (Unix seconds)."""
    tx.execute(
        "update notification_preferences as p set enabled = true where p.user_id = %(user)s and not p.enabled"
        " and p.channel = 'email' and p.category = any(%(categories)s) and p.updated_at >= to_timestamp(%(since)s)",
        {"user": user_id, "categories": list(categories), "since": since},
    )


def lift_unsubscription(tx: Transaction, user_id: UUID, since: int) -> None:
    """Mail to this person's address again, where they ended it at or after `since` (Unix seconds)."""
    tx.execute(
        "delete from notification_unsubscribes as s using auth.users as u where u.id = %(user)s"
        " and s.email = u.email and s.reason = 'unsubscribed' and s.created_at >= to_timestamp(%(since)s)",
        {"user": user_id, "since": since},
    )
