"""What of a batch is to be sent, and what is not: because somebody does not want it, or because it is no mail."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from common.adapters.email.port import Email
from common.errors import DomainError
from common.models.notifications import NotificationCategory
from common.telemetry import logger
from notifications.agent_invites.rendering import invite_mail
from notifications.agent_invites.service import invite_id
from notifications.delivery.repository import Delivery, Fate, Message
from notifications.emails.rendering import MailUnfit, Notice, account_mail, digest_mail, notification_mail
from notifications.unsubscribe.links import ALL, unsubscribe_url


@dataclass(slots=True)
class Plan:
    """Mails to send, each with its message, and the fate of the other messages."""

    to_send: list[tuple[Message, Email]] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)

    def message_ids(self) -> list[UUID]:
        """The messages of the mails that are to be sent."""
        return [message.id for message, _ in self.to_send]

    def hold_back(self, not_now: Set[UUID]) -> None:
        """Do not send these: notifications are held for the next day's digest, account mail is not sent at all."""
        self.fates += [_held_back(message) for message, _ in self.to_send if message.id in not_now]
        self.to_send = [pair for pair in self.to_send if pair[0].id not in not_now]


def delivery_id(message: Message) -> UUID | None:
    """The delivery of a message; account mail has none."""
    try:
        return UUID(str(message.payload.get("delivery_id")))
    except ValueError:
        return None


def plan_notifications(messages: Sequence[Message], deliveries: Sequence[Delivery]) -> Plan:
    """The mails of notifications that are still wanted."""
    by_id = {delivery.id: delivery for delivery in deliveries}
    plan = Plan()
    for message in messages:
        delivery = by_id.get(delivery_id(message) or message.id)
        if delivery is None or delivery.status != "pending":
            plan.fates.append(Fate(message.id, None, "suppressed", error="Nothing is left to tell."))
        elif reason := _why_not(delivery):
            plan.fates.append(Fate(message.id, delivery.id, "suppressed", error=reason))
        else:
            _add(plan, message, partial(_mail_of, delivery))
    return plan


def plan_account_mail(
    messages: Sequence[Message], undeliverable: set[str], withheld: Mapping[UUID, str]
) -> Plan:
    """Account mail: sent whatever people unsubscribed from, but not to addresses that bounced or complained.

    Invites of agents travel with it, and are no account mail: those in `withheld` are not sent, for the reason there.
    """
    plan = Plan()
    for message in messages:
        if message.id in withheld:
            plan.fates.append(Fate(message.id, None, "suppressed", error=withheld[message.id]))
        elif message.payload.get("to") in undeliverable:
            plan.fates.append(
                Fate(message.id, None, "suppressed", error="The address bounced or complained.")
            )
        elif _is_too_late(message):
            plan.fates.append(Fate(message.id, None, "suppressed", error="The code is no longer valid."))
        else:
            mail = invite_mail if invite_id(message) is not None else account_mail
            _add(plan, message, partial(mail, message.payload))
    return plan


def _held_back(message: Message) -> Fate:
    if (found := delivery_id(message)) is not None:
        return Fate(message.id, found, "held")
    return Fate(message.id, None, "suppressed", error="The address had enough mail today.")


def _add(plan: Plan, message: Message, render: Callable[[], Email]) -> None:
    try:
        plan.to_send.append((message, render()))
    except MailUnfit as error:
        plan.fates.append(Fate(message.id, delivery_id(message), "failed", error=str(error)))
    except DomainError:
        raise  # not about this mail
    except Exception as error:  # noqa: BLE001 - whatever it was, it would be so again; the others must go on
        logger().error("a mail could not be made", extra={"message_id": str(message.id)}, exc_info=error)
        plan.fates.append(Fate(message.id, delivery_id(message), "failed", error=type(error).__name__))


def _why_not(delivery: Delivery) -> str | None:
    if delivery.user_status != "active":
        return f"The account is {delivery.user_status}."
    if delivery.stopped_by:
        return f"The address is on the list: {', '.join(delivery.stopped_by)}."
    return (
        None
        if delivery.told
        else f"Mail about {delivery.category} is switched off, who caused it is banned, or it was read."
    )


def _mail_of(delivery: Delivery) -> Email:
    notices = [Notice(**told) for told in delivery.told]
    if len(notices) > 1:
        return digest_mail(delivery.email, notices, unsubscribe_url(delivery.user_id, ALL))
    link = unsubscribe_url(delivery.user_id, NotificationCategory(delivery.category))
    return notification_mail(delivery.email, notices[0], link)


def _is_too_late(message: Message) -> bool:
    minutes = message.payload.get("minutes")
    return isinstance(minutes, int) and message.created_at + timedelta(minutes=minutes) <= datetime.now(UTC)
