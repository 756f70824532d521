"""Statements of feedback: one function, one statement."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from common.database import Transaction


def stop_mail(tx: Transaction, addresses: Sequence[str], reason: str, event_id: str) -> int:
    """Put addresses on the list of those that get no more mail; how many were not on it for that reason."""
    return tx.execute(
        "insert into notification_unsubscribes (email, reason, provider_event_id)"
        " select distinct a.email, %(reason)s, %(event)s from unnest(%(addresses)s::text[]) as a (email)"
        " on conflict on constraint notification_unsubscribes_pkey do nothing",
        {"addresses": list(addresses), "reason": reason, "event": event_id},
    )


def note_on_delivery(tx: Transaction, provider_id: str, error: str) -> int:
    """Say at the delivery why it did not arrive after all."""
    return tx.execute(
        "update notification_deliveries set error = %(error)s where provider_id = %(provider_id)s",
        {"provider_id": provider_id, "error": error},
    )


def is_delivery(tx: Transaction, provider_id: str) -> bool:
    """Whether the provider's mail is a delivery, or an agent's invite, that we have noted."""
    found: bool = tx.fetch_value(
        "select exists (select from notification_deliveries where provider_id = %(id)s)"
        " or exists (select from agent_invites where provider_id = %(id)s)",
        {"id": provider_id},
    )
    return found


def note_on_invite(tx: Transaction, provider_id: str, news: str) -> bool:
    """What became of an agent's invite; whether the mail is one. News that come late change nothing."""
    is_invite: bool = tx.fetch_value(
        "select app.note_on_invite(%(provider_id)s, %(news)s)", {"provider_id": provider_id, "news": news}
    )
    return is_invite


def end_delivery(
    tx: Transaction, provider_id: str, status: Literal["suppressed", "failed"], error: str
) -> int:
    """What the provider took was not sent: so the delivery says, unless it says something else by now."""
    return tx.execute(
        "update notification_deliveries set status = %(status)s, error = %(error)s"
        " where provider_id = %(provider_id)s and status = 'sent'",
        {"provider_id": provider_id, "status": status, "error": error},
    )


def send_again(tx: Transaction, provider_id: str, error: str, delay: timedelta, most_attempts: int) -> int:
    """What the provider took and did not send goes out anew, after `delay`; not after so many attempts. How many."""
    return tx.execute(
        "with taken as (update notification_deliveries set status = 'pending', error = %(error)s,"
        "   next_attempt_at = now() + %(delay)s"
        "  where provider_id = %(provider_id)s and status = 'sent' and attempts < %(most)s returning id)"
        " insert into outbox (topic, payload, available_at) select 'notification.email',"
        "  jsonb_build_object('delivery_id', t.id, 'admitted', true), now() + %(delay)s from taken as t",
        {"provider_id": provider_id, "error": error, "delay": delay, "most": most_attempts},
    )
