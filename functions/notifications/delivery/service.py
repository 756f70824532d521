"""Use cases of delivery. At least once, and not twice: a batch keeps its idempotency key until its fate is known.

(Decision 28.)
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from common.adapters.email.choice import email_adapter, email_availability
from common.adapters.email.port import (
    MOST_PER_BATCH,
    EmailAdapter,
    EmailBatchRefused,
    EmailUnclear,
    Result,
    Sent,
)
from common.database import transaction
from common.errors import NotConfigured
from common.identity import SERVICE
from common.outbox import LEASE, MAXIMUM_ATTEMPTS, delay_after
from common.telemetry import logger
from notifications.delivery import repository
from notifications.delivery.plan import Plan, delivery_id, plan_account_mail, plan_notifications
from notifications.delivery.repository import ACCOUNT, TOPICS, Fate, Message, Topic
from notifications.unsubscribe.links import ALL, unsubscribe_url

Counts = Counter[str]


class Batch(NamedTuple):
    """Messages of one topic that go out in one request."""

    topic: Topic
    messages: list[Message]

    @property
    def idempotency_key(self) -> str:
        """The provider's key for this batch, the same however often it is sent."""
        return f"{self.topic}/{self.messages[0].batch}"


def deliver(has_time: Callable[[], bool]) -> dict[str, int]:
    """Send what is due, account mail before everything else, while there is time. Returns the number per fate.

    Where the provider does not answer, the rest waits for the next run: it would not be answered either. Raises no
    refusal: what goes wrong with a mail is noted on it.
    """
    counts = Counter(sent=0, suppressed=0, failed=0, postponed=0)
    availability = email_availability()
    if availability.mode == "off":
        logger().warning("mail waits", extra={"why": availability.reason})
        return dict(counts)
    adapter, topics = email_adapter(), _topics()
    try:
        while has_time() and (batch := _claim(topics)) is not None:
            _work_on(adapter, batch, counts)
    except EmailUnclear as unclear:
        logger().warning("the mail provider is unclear", extra={"reason": unclear.reason})
    return dict(counts)


def count_due() -> int:
    """How many mails wait for a worker."""
    with transaction(SERVICE) as tx:
        return repository.count_due(tx)


def _topics() -> tuple[Topic, ...]:
    """What can be sent here: nobody gets a mail that cannot be unsubscribed from, unless it must be so."""
    try:
        unsubscribe_url(UUID(int=0), ALL)
    except NotConfigured as error:
        logger().warning("notifications wait", extra={"why": error.message})
        return (ACCOUNT,)
    return TOPICS


def _claim(topics: Sequence[Topic]) -> Batch | None:
    with transaction(SERVICE) as tx:
        repository.take_turns(tx)
        for topic in topics:
            if messages := repository.claim_batch(tx, topic, uuid4(), MOST_PER_BATCH, LEASE):
                return Batch(topic, messages)
    return None


def _work_on(adapter: EmailAdapter, batch: Batch, counts: Counts) -> None:
    """Send a batch and keep the fate of its messages. Raises `EmailUnclear`; it is postponed then."""
    plan = _plan(batch)
    _keep(plan.fates, counts)  # before the call: what is sent again later must be the same mails
    if not plan.to_send:
        return
    try:
        results = adapter.send(batch.idempotency_key, [mail for _, mail in plan.to_send])
    except EmailUnclear as unclear:
        _postpone([message for message, _ in plan.to_send], unclear, counts)
        raise
    except EmailBatchRefused as refused:
        logger().warning("a batch was refused, its mails go alone", extra={"reason": refused.reason})
        with transaction(SERVICE) as tx:
            alone = repository.split_batch(tx, [message.id for message, _ in plan.to_send])
        for message in alone:
            _work_on(adapter, Batch(batch.topic, [message]), counts)
        return
    pairs = zip(plan.to_send, results, strict=True)
    _keep([_fate(message, result) for (message, _), result in pairs], counts)


def _plan(batch: Batch) -> Plan:
    with transaction(SERVICE) as tx:
        if batch.topic == ACCOUNT:
            addresses = [str(message.payload.get("to")) for message in batch.messages]
            undeliverable = repository.list_undeliverable(tx, addresses)
            return plan_account_mail(batch.messages, undeliverable)
        wanted = [found for message in batch.messages if (found := delivery_id(message))]
        return plan_notifications(batch.messages, repository.list_deliveries(tx, wanted))


def _fate(message: Message, result: Result) -> Fate:
    if isinstance(result, Sent):
        return Fate(message.id, delivery_id(message), "sent", result.provider_id)
    return Fate(message.id, delivery_id(message), "failed", error=result.reason)


def _keep(fates: Sequence[Fate], counts: Counts) -> None:
    if not fates:
        return
    with transaction(SERVICE) as tx:
        repository.finish_messages(tx, fates)
        repository.finish_deliveries(tx, [fate for fate in fates if fate.delivery_id])
    counts.update(fate.status for fate in fates)


def _postpone(messages: Sequence[Message], unclear: EmailUnclear, counts: Counts) -> None:
    attempts = max(message.attempts for message in messages)
    delay = delay_after(attempts)
    if unclear.wait is not None:
        delay = max(delay, unclear.wait)
    is_last = attempts >= MAXIMUM_ATTEMPTS
    with transaction(SERVICE) as tx:
        ids = [message.id for message in messages]
        repository.postpone_messages(tx, ids, unclear.reason, delay, is_last=is_last)
        deliveries = [found for message in messages if (found := delivery_id(message))]
        repository.postpone_deliveries(tx, deliveries, unclear.reason, delay, is_last=is_last)
    counts["failed" if is_last else "postponed"] += len(messages)
