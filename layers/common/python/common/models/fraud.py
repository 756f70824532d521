"""What is looked for in referrals and deals, and what administrators decide about what was found."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from common.models.base import Output


class FraudScope(StrEnum):
    """What a rule looks at."""

    REFERRAL = "referral"
    ACTIVATION = "activation"


class FraudSeverity(StrEnum):
    """How bad it is; what is of high severity never expires undecided."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class FraudAction(StrEnum):
    """What happens before anybody decides: nothing, money waits, or money waits and the referral does not count."""

    FLAG = "flag"
    HOLD = "hold"
    REJECT = "reject"


class FraudSubject(StrEnum):
    """What was found is about an agent, a referral (by the person who came), or held funds of a deal."""

    AGENT = "agent"
    REFERRAL = "referral"
    ESCROW = "escrow"


class FraudStatus(StrEnum):
    """Of a group: it waits, was decided, or nothing came of it for 30 days."""

    PENDING = "pending"
    RESOLVED = "resolved"
    EXPIRED = "expired"


class FraudResolution(StrEnum):
    """What an administrator said to it."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


class FraudRule(Output):
    """A rule."""

    key: str
    """Its name, which never changes: what it finds names it."""
    scope: FraudScope
    severity: FraudSeverity
    weight: int | None
    """Points, for those that add up points; null: it does not count among them."""
    config: dict[str, Any]
    """What it is told beside its name."""
    action: FraudAction
    active: bool
    """Whether it is looked for."""
    description: str
    updated_by: UUID | None
    """Who changed it last; null: it came with the system."""
    created_at: datetime
    updated_at: datetime


class FraudGroup(Output):
    """What one rule found about one subject, decided together."""

    id: UUID
    rule_key: str
    """The rule that found it."""
    subject_type: FraudSubject
    subject_id: UUID
    """The agent's or the referred person's account, or the escrow."""
    severity: FraudSeverity
    """As the rule said when it was found."""
    action: FraudAction
    """What happened at once."""
    status: FraudStatus
    resolution: FraudResolution | None
    """Null: nobody has decided."""
    reason: str | None
    """Why it was decided so; for administrators only."""
    resolved_by: UUID | None
    """Who decided; null: nobody yet."""
    resolved_at: datetime | None
    """When it was decided; null: not yet."""
    last_event_at: datetime
    """When something new was found the last time."""
    reminded_at: datetime | None
    """When administrators were reminded of it the last time."""
    created_at: datetime


class FraudEvent(Output):
    """What a rule saw: ids, counts and times, no names and no addresses."""

    id: UUID
    group_id: UUID
    """The group in which it is decided."""
    rule_key: str
    """The rule that saw it."""
    subject_type: FraudSubject
    subject_id: UUID
    """The agent's or the referred person's account, or the escrow."""
    evidence: dict[str, Any]
    """What was seen, in the words of the rule."""
    created_at: datetime
