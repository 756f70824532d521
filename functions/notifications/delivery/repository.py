"""Statements of deliveries: one function, one statement, typed rows.

A message of the outbox carries the id of its batch from the moment it is claimed until its fate is known: the
provider's idempotency key covers a whole request, so a batch must come back as it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from common import work
from common.backoff import Setback
from common.database import Transaction
from common.work import RetriedWorkTable

Topic = Literal["email", "notification.email"]
ACCOUNT: Topic = "email"
NOTIFICATION: Topic = "notification.email"
TOPICS: tuple[Topic, ...] = (ACCOUNT, NOTIFICATION)
"""In the order of their urgency."""
SECRETS = ["code", "link", "token", "batch", "admitted", "excused", "left_out", "note", "first_name"]
"""What a payload holds only until the mail is out."""


MAILS = RetriedWorkTable(
    name="outbox",
    columns="w.id, w.topic, w.payload, w.attempts, w.created_at, w.payload ->> 'batch' as batch",
    is_open="w.processed_at is null",
    is_due="w.topic = %(topic)s and w.available_at <= now() and (w.payload ->> 'batch') is not distinct from"
    " (select o.payload ->> 'batch' from outbox as o where o.topic = %(topic)s and o.processed_at is null"
    " and o.available_at <= now() order by o.available_at, o.id limit 1)",
    take="available_at = now() + %(lease)s,"
    " payload = w.payload || jsonb_build_object('batch', coalesce(w.payload ->> 'batch', %(new_batch)s))",
    again="last_error = %(error)s, available_at = now() + %(delay)s, payload = w.payload || case when %(excused)s"
    " then jsonb_build_object('excused', coalesce((w.payload ->> 'excused')::integer, 0) + 1) else '{}' end",
    never="last_error = %(error)s, available_at = 'infinity', payload = w.payload - %(secrets)s::text[],"
    " processed_at = case when w.topic = 'notification.email' then now() end",
)
"""After the last attempt account mail rests, without its secrets, for an administrator to see; of a notification the
delivery is the dead letter, so its message is done.
"""


@dataclass(frozen=True, slots=True)
class Message:
    """A claimed message; `attempts` counts this one too."""

    id: UUID
    topic: Topic
    payload: dict[str, Any]
    attempts: int
    created_at: datetime
    batch: str

    @property
    def failures(self) -> int:
        """Attempts that may be the last, this one included: without those at which the provider took nothing at all."""
        return self.attempts - int(self.payload.get("excused", 0))


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a delivery is to tell whom, and what speaks against it.

    `told`: type, title, message and metadata of what its reader wants to hear of; several are a digest.
    """

    id: UUID
    status: str
    user_id: UUID
    email: str
    user_status: str
    category: str
    stopped_by: list[str]
    told: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a message: `sent`, `suppressed` or `failed` for good, `held` for the next day's digest."""

    message_id: UUID
    delivery_id: UUID | None
    status: Literal["sent", "suppressed", "failed", "held"]
    provider_id: str | None = None
    error: str | None = None


def claim_alone(tx: Transaction) -> int:
    """Let one worker claim at a time: two would tear a batch apart. Held until the transaction ends."""
    return tx.execute("select pg_advisory_xact_lock(hashtextextended('claim mails', 0))")


def begin_sending(tx: Transaction) -> bool:
    """Whether this session is the one that sends; it stays so until `end_sending`, or its own end."""
    is_alone: bool = tx.fetch_value("select pg_try_advisory_lock(hashtextextended('send mails', 0))")
    return is_alone


def end_sending(tx: Transaction) -> None:
    """Let another session send."""
    tx.fetch_value("select pg_advisory_unlock(hashtextextended('send mails', 0))")


def claim_batch(tx: Transaction, topic: Topic, new_batch: UUID, at_most: int) -> list[Message]:
    """The batch that is due longest, as it was; or, of messages that belong to none yet, a new one."""
    return work.claim(tx, Message, MAILS, at_most=at_most, topic=topic, new_batch=str(new_batch))


def split_batch(tx: Transaction, messages: Sequence[Message]) -> list[Message]:
    """Each message that is still in our hands in a batch of its own."""
    return tx.fetch_all(
        Message,
        "update outbox as w set payload = w.payload || jsonb_build_object('batch', uuidv7())"
        f" where {MAILS.is_held} returning {MAILS.columns}",
        work.claims_of(messages),
    )


def leave_out_read(tx: Transaction, message_ids: Sequence[UUID]) -> list[UUID]:
    """Deliveries whose messages were read before the mail was planned first; what is read later changes no batch."""
    left_out: list[UUID] = tx.fetch_value("select app.leave_out_read(%(ids)s)", {"ids": list(message_ids)})
    return left_out


def list_asleep(tx: Transaction, message_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the mails about messages whose reader has night; but for those that may be out already."""
    return set(
        tx.fetch_values(
            "select o.id from outbox as o"
            " inner join notification_deliveries as d on d.id = (o.payload ->> 'delivery_id')::uuid"
            " inner join notifications as n on n.id = d.notification_id"
            " where o.id = any(%(ids)s) and o.topic = 'notification.email' and not o.payload ? 'admitted'"
            " and n.category = 'messages' and app.is_quiet(now(), app.time_zone_of(n.user_id))",
            {"ids": list(message_ids)},
        )
    )


def list_deliveries(
    tx: Transaction, delivery_ids: Sequence[UUID], left_out: Sequence[UUID]
) -> list[Delivery]:
    """Deliveries with what they tell, but for what is left out, and what banned people caused.

    Those of erased notifications are gone.
    """
    return tx.fetch_all(
        Delivery,
        "select d.id, d.status, n.user_id, u.email, u.status as user_status, n.category,"
        " array(select s.reason from notification_unsubscribes as s"
        "  where s.email = u.email order by s.reason) as stopped_by,"
        " (select coalesce(jsonb_agg(jsonb_build_object('type', t.type, 'title', t.title, 'message', t.message,"
        "   'metadata', t.metadata) order by c.id), '[]') from notification_deliveries as c"
        "  inner join notifications as t on t.id = c.notification_id"
        "  left join notification_preferences as p on p.user_id = t.user_id and p.category = t.category"
        "   and p.channel = c.channel"
        "  left join auth.users as b on b.id = t.caused_by and b.status = 'banned'"
        "  where (c.id = d.id or c.told_by = d.id) and c.id <> all(%(left_out)s)"
        "   and coalesce(p.enabled, true) and b.id is null) as told"
        " from notification_deliveries as d inner join notifications as n on n.id = d.notification_id"
        " inner join auth.users as u on u.id = n.user_id where d.id = any(%(ids)s)",
        {"ids": list(delivery_ids), "left_out": list(left_out)},
    )


def admit_mails(tx: Transaction, message_ids: Sequence[UUID]) -> set[UUID]:
    """Count these mails where people caused them; those of them that are too many."""
    refused: list[UUID] = tx.fetch_value("select app.admit_mails(%(ids)s)", {"ids": list(message_ids)})
    return set(refused)


def list_undeliverable(tx: Transaction, emails: Sequence[str]) -> set[str]:
    """Those of the addresses that the provider told us to leave alone: they bounced or complained."""
    return set(
        tx.fetch_values(
            "select distinct email from notification_unsubscribes"
            " where email = any(%(emails)s) and reason in ('bounced', 'complained')",
            {"emails": list(emails)},
        )
    )


def finish_messages(tx: Transaction, messages: Sequence[Message], fates: Sequence[Fate]) -> set[UUID]:
    """Close those of the messages that are still in our hands, without the secrets that they carried; their ids.

    Account mail that failed rests instead, for an administrator to see: no delivery tells of it.
    """
    return set(tx.fetch_values(
        "update outbox as w set last_error = f.error, payload = w.payload - %(secrets)s::text[],"
        " processed_at = case when not (f.status = 'failed' and w.topic = 'email') then now() end,"
        " available_at = case when f.status = 'failed' and w.topic = 'email' then 'infinity' else w.available_at end"
        " from unnest(%(fated)s::uuid[], %(statuses)s::text[], %(errors)s::text[]) as f (id, status, error)"
        f" where w.id = f.id and {MAILS.is_held} returning w.id",
        {
            "fated": [fate.message_id for fate in fates], "statuses": [fate.status for fate in fates],
            "errors": [fate.error for fate in fates], "secrets": SECRETS, **work.claims_of(messages),
        },
    ))  # fmt: skip


def finish_deliveries(tx: Transaction, fates: Sequence[Fate]) -> int:
    """Write down what became of deliveries; one whose fate is known keeps it.

    What is held waits for midnight (UTC); what is about messages, for the reader's morning.
    """
    return tx.execute(
        "update notification_deliveries as d set status = f.status, provider_id = f.provider_id, error = f.error,"
        " attempts = d.attempts + (f.status <> 'held')::integer, next_attempt_at = case when f.status = 'held' then"
        "  coalesce((select app.next_morning(now(), app.time_zone_of(n.user_id)) from notifications as n"
        "   where n.id = d.notification_id and n.category = 'messages'),"
        "   date_trunc('day', now(), 'UTC') + interval '1 day') else d.next_attempt_at end"
        " from unnest(%(ids)s::uuid[], %(statuses)s::text[], %(provider_ids)s::text[], %(errors)s::text[])"
        "  as f (id, status, provider_id, error) where d.id = f.id and d.status = 'pending'",
        {
            "ids": [fate.delivery_id for fate in fates], "statuses": [fate.status for fate in fates],
            "provider_ids": [fate.provider_id for fate in fates], "errors": [fate.error for fate in fates],
        },
    )  # fmt: skip


def postpone_messages(
    tx: Transaction, messages: Sequence[Message], error: str, setback: Setback, *, is_excused: bool = False
) -> set[UUID]:
    """Try again later, all at the same moment; not any more after the last attempt (see `MAILS`). Which those are.

    `is_excused`: an attempt that no mail is given up for.
    """
    return set(work.set_back(tx, MAILS, messages, error, setback, secrets=SECRETS, excused=is_excused))


def announce_mail_trouble(tx: Transaction, cause: str, reason: str) -> int:
    """Tell administrators that mail waits and why, once a day; how many were told."""
    told: int = tx.fetch_value(
        "select app.announce_mail_trouble(%(cause)s, %(reason)s)", {"cause": cause, "reason": reason}
    )
    return told


def postpone_deliveries(tx: Transaction, delivery_ids: Sequence[UUID], error: str, setback: Setback) -> int:
    """Count an attempt that did not work; `failed` after the last."""
    return tx.execute(
        "update notification_deliveries set attempts = attempts + 1, error = %(error)s,"
        " next_attempt_at = now() + %(delay)s, status = case when %(is_last)s then 'failed' else status end"
        " where id = any(%(ids)s) and status = 'pending'",
        {"ids": list(delivery_ids), "error": error, "delay": setback.delay, "is_last": setback.is_last},
    )


def count_due(tx: Transaction) -> int:
    """How many messages wait for a worker."""
    count: int = tx.fetch_value(
        "select count(*) from outbox where topic = any(%(topics)s) and processed_at is null"
        " and available_at <= now()",
        {"topics": list(TOPICS)},
    )
    return count
