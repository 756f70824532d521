"""Use cases of delivery. At least once, and not twice: a batch keeps its idempotency key until its fate is known.

(Decision 28.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from common.adapters.email.choice import email_adapter, email_availability
from common.adapters.email.port import (
    MOST_PER_BATCH,
    UNTIL_MENDED,
    EmailAdapter,
    EmailBatchRefused,
    EmailUnclear,
    EmailWaits,
    Refused,
    Result,
    Sent,
    Withheld,
)
from common.backoff import Setback, setback_after
from common.database import Transaction, transaction
from common.deadline import Deadline
from common.errors import NotConfigured
from common.identity import SERVICE
from common.telemetry import logger
from common.work import TAKEN_OVER, work_through
from notifications.agent_invites import service as agent_invites
from notifications.delivery import repository
from notifications.delivery.plan import Plan, delivery_id, plan_account_mail, plan_notifications
from notifications.delivery.repository import ACCOUNT, TOPICS, Fate, Message, Topic
from notifications.unsubscribe.links import ALL, unsubscribe_url


@dataclass(slots=True)
class Sender:
    """Sends batches, until the provider does not answer: the rest would not be answered either."""

    adapter: EmailAdapter
    is_answered: bool = True

    def send(self, batch: Sequence[Message]) -> list[str]:
        """Send the mails of one batch in one request, and keep the fate of its messages; the word for each fate."""
        plan = _plan(batch)
        fates = _keep(batch, plan.fates)  # before the call: what is sent again later must be the same mails
        if not plan.to_send:
            return fates
        messages = [message for message, _ in plan.to_send]
        try:
            results = self.adapter.send(_idempotency_key(messages), [mail for _, mail in plan.to_send])
        except EmailUnclear as unclear:
            logger().warning("the mail provider is unclear", extra={"reason": unclear.reason})
            self.is_answered = False
            return fates + _postpone(messages, unclear)
        except EmailBatchRefused as refused:
            logger().warning("a batch was refused, its mails go alone", extra={"reason": refused.reason})
            return fates + self._send_alone(messages)
        return fates + self._settle(batch, list(zip(messages, results, strict=True)))

    def _settle(self, batch: Sequence[Message], answered: Sequence[tuple[Message, Result]]) -> list[str]:
        """Keep what became of mails; what the provider left out of the batch waits, each to go alone."""
        outcomes, left = list[Fate](), list[Message]()
        for message, result in answered:
            if isinstance(result, Withheld):
                left.append(message)
            else:
                outcomes.append(_outcome_of(message, result))
        fates = _keep(batch, outcomes)
        if not left:
            return fates
        with transaction(SERVICE) as tx:
            alone = repository.split_batch(tx, left)
        reason = next(result.reason for _, result in answered if isinstance(result, Withheld))
        return fates + _postpone(alone, EmailWaits("left_out", reason, UNTIL_MENDED))

    def _send_alone(self, messages: Sequence[Message]) -> list[str]:
        with transaction(SERVICE) as tx:
            alone = repository.split_batch(tx, messages)
        fates: list[str] = []
        for message in alone:
            if self.is_answered:
                fates += self.send([message])
        return fates


def deliver(deadline: Deadline) -> dict[str, int]:
    """Send what is due, account mail before everything else, while there is time. Returns the number per fate.

    Where the provider does not answer, the rest waits for the next run: it would not be answered either. Raises no
    refusal: what goes wrong with a mail is noted on it.
    """
    counts = {"sent": 0, "suppressed": 0, "failed": 0, "held": 0, "postponed": 0}
    availability = email_availability()
    if availability.mode == "off":
        logger().warning("mail waits", extra={"why": availability.reason})
        return counts
    sender, topics = Sender(email_adapter()), _topics()
    return counts | work_through(
        lambda tx: claim_mails(tx, topics),
        sender.send,
        has_time=lambda: sender.is_answered and not deadline.is_over,
    )


def claim_mails(tx: Transaction, topics: Sequence[Topic]) -> list[Message]:
    """One batch of what is due, of the first of the topics that has any. Raises no refusal."""
    repository.claim_alone(tx)
    for topic in topics:
        if messages := repository.claim_batch(tx, topic, uuid4(), MOST_PER_BATCH):
            return messages
    return []


def _topics() -> tuple[Topic, ...]:
    """What can be sent here: nobody gets a mail that cannot be unsubscribed from, unless it must be so."""
    try:
        unsubscribe_url(UUID(int=0), ALL)
    except NotConfigured as error:
        logger().warning("notifications wait", extra={"why": error.message})
        return (ACCOUNT,)
    return TOPICS


def _plan(batch: Sequence[Message]) -> Plan:
    with transaction(SERVICE) as tx:
        plan = _plan_account_mail(tx, batch) if batch[0].topic == ACCOUNT else _plan_notifications(tx, batch)
        plan.hold_back(repository.list_asleep(tx, plan.message_ids()))
        plan.hold_back(repository.admit_mails(tx, plan.message_ids()))
        return plan


def _plan_account_mail(tx: Transaction, batch: Sequence[Message]) -> Plan:
    addresses = [str(message.payload.get("to")) for message in batch]
    undeliverable = repository.list_undeliverable(tx, addresses)
    return plan_account_mail(batch, undeliverable, agent_invites.withheld(tx, batch))


def _plan_notifications(tx: Transaction, batch: Sequence[Message]) -> Plan:
    wanted = [found for message in batch if (found := delivery_id(message))]
    left_out = repository.leave_out_read(tx, [message.id for message in batch])
    return plan_notifications(batch, repository.list_deliveries(tx, wanted, left_out))


def _idempotency_key(batch: Sequence[Message]) -> str:
    """The provider's key for this batch, the same however often it is sent."""
    return f"{batch[0].topic}/{batch[0].batch}"


def _outcome_of(message: Message, result: Sent | Refused) -> Fate:
    if isinstance(result, Sent):
        return Fate(message.id, delivery_id(message), "sent", result.provider_id)
    return Fate(message.id, delivery_id(message), "failed", error=result.reason)


def _keep(batch: Sequence[Message], fates: Sequence[Fate]) -> list[str]:
    if not fates:
        return []
    with transaction(SERVICE) as tx:
        held = repository.finish_messages(tx, batch, fates)
        kept = [fate for fate in fates if fate.message_id in held]
        repository.finish_deliveries(tx, [fate for fate in kept if fate.delivery_id])
        agent_invites.settle(tx, batch, kept)
    return [fate.status for fate in kept] + [TAKEN_OVER] * (len(fates) - len(kept))


def _postpone(messages: Sequence[Message], unclear: EmailUnclear) -> list[str]:
    waits, asked = isinstance(unclear, EmailWaits), unclear.wait or timedelta()
    if isinstance(unclear, EmailWaits):
        setback = Setback(asked, is_last=False)
    else:
        setback = setback_after(max((message.failures for message in messages), default=1), asked)
    with transaction(SERVICE) as tx:
        held = repository.postpone_messages(tx, messages, unclear.reason, setback, is_excused=waits)
        deliveries = [found for message in messages if message.id in held and (found := delivery_id(message))]
        repository.postpone_deliveries(tx, deliveries, unclear.reason, setback)
        if setback.is_last:
            agent_invites.settle(tx, messages, [Fate(found, None, "failed") for found in sorted(held)])
        if isinstance(unclear, EmailWaits):
            repository.announce_mail_trouble(tx, unclear.cause, unclear.reason)
    outcome = "failed" if setback.is_last else "postponed"
    return [outcome if message.id in held else TAKEN_OVER for message in messages]
