"""Statements of preferences: one function, one statement. No row means yes."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.database import Transaction
from common.models.notifications import NotificationCategory, SuppressionReason
from notifications.preferences.models import Channel, PreferenceChoice


@dataclass(frozen=True, slots=True)
class StoredChoice:
    """What somebody once said."""

    category: NotificationCategory
    channel: Channel
    enabled: bool


def list_choices(tx: Transaction) -> list[StoredChoice]:
    """What the caller has said; about the rest they have said nothing."""
    return tx.fetch_all(
        StoredChoice,
        "select category, channel, enabled from notification_preferences where user_id = (select auth.uid())",
    )


def put_choices(tx: Transaction, choices: Sequence[PreferenceChoice]) -> None:
    """Store what the caller says now, in one order for everybody, so that two requests never wait in a circle."""
    tx.execute(
        "insert into notification_preferences as p (user_id, category, channel, enabled)"
        " select (select auth.uid()), c.category, c.channel, c.enabled"
        " from unnest(%(categories)s::text[], %(channels)s::text[], %(enabled)s::boolean[])"
        " as c (category, channel, enabled) order by c.category, c.channel"
        " on conflict on constraint notification_preferences_pkey do update set enabled = excluded.enabled"
        " where p.enabled <> excluded.enabled",
        {
            "categories": [choice.category for choice in choices],
            "channels": [choice.channel for choice in choices],
            "enabled": [choice.enabled for choice in choices],
        },
    )


def list_suppressions(tx: Transaction) -> list[SuppressionReason]:
    """Why no mail goes to the caller's address."""
    return [SuppressionReason(reason) for reason in tx.fetch_value("select app.own_suppressions()")]


def resubscribe(tx: Transaction) -> bool:
    """The caller wants mail again; whether they had unsubscribed from all."""
    lifted: bool = tx.fetch_value("select app.resubscribe()")
    return lifted
