"""Answers about the system itself."""

from datetime import datetime
from typing import Literal

from common.models.base import Output
from common.models.system import JobRun


class Health(Output):
    """The system can answer; where it cannot, the answer is a refusal."""

    status: Literal["ok"]
    database: Literal["ok"]


class OutboxTopic(Output):
    """Messages of a topic that are not done: waiting, and given up after too many failures."""

    topic: str
    """What the messages are for."""
    waiting: int
    """How many wait."""
    given_up: int
    """How many failed too often."""
    oldest_at: datetime | None
    """Since when the oldest waits; null: none does."""


class SystemHealth(Output):
    """`degraded`: a job's last run failed, or messages or events of Stripe were given up."""

    status: Literal["ok", "degraded"]
    """`degraded` where a job failed, or something was given up."""
    stage: str
    """Which deployment this is."""
    jobs: list[JobRun]
    outbox: list[OutboxTopic]
    failed_stripe_events: int
    """How many events of Stripe were given up."""


class IntegrationState(Output):
    """How an integration works in this stage; the reason names a secret, never its value."""

    name: str
    mode: Literal["live", "stub", "off"]
    """The real one, one that pretends, or none."""
    reason: str
    """Why: as the name of a secret that is missing."""


class Integrations(Output):
    """All integrations."""

    integrations: list[IntegrationState]
