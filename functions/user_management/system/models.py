"""Answers about the system itself."""

from datetime import datetime
from typing import Literal

from common.models.base import Output
from user_management.jobs.models import Job


class Health(Output):
    """The system can answer; where it cannot, the answer is a refusal."""

    status: Literal["ok"]
    database: Literal["ok"]


class OutboxTopic(Output):
    """Messages of a topic that are not done: waiting, and given up after too many failures."""

    topic: str
    waiting: int
    given_up: int
    oldest_at: datetime | None


class SystemHealth(Output):
    """`degraded`: a job's last run failed, its last time went by, or messages or events of Stripe were given up."""

    status: Literal["ok", "degraded"]
    stage: str
    jobs: list[Job]
    outbox: list[OutboxTopic]
    failed_stripe_events: int


class IntegrationState(Output):
    """How an integration works in this stage; the reason names a secret, never its value."""

    name: str
    mode: Literal["live", "stub", "off"]
    reason: str


class Integrations(Output):
    """All integrations."""

    integrations: list[IntegrationState]
