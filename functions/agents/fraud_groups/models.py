"""Bodies and answers of fraud groups."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from common.models.base import Input, Output
from common.models.fraud import FraudEvent, FraudGroup
from common.models.texts import Written


class Verdict(StrEnum):
    """What is said to it."""

    UPHOLD = "uphold"
    DISMISS = "dismiss"


class FraudDecision(Input):
    """What is decided, and why."""

    resolution: Verdict
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1_000), Written]
    """For administrators; the agent is not told."""
    ban_agent: bool = False
    """With `uphold`: the agents concerned earn nothing from now on."""

    @model_validator(mode="after")
    def _only_what_is_upheld_bans(self) -> Self:
        if self.ban_agent and self.resolution is Verdict.DISMISS:
            raise ValueError("what is dismissed bans nobody")
        return self


class HeldCommissions(Output):
    """What waits for the decision, in one currency."""

    currency: str
    commissions: int
    """How many."""
    amount: int
    """In minor units, less what was taken back."""


class FraudGroupDetail(FraudGroup):
    """A group with all that was found, the latest first, and what waits for its decision."""

    events: list[FraudEvent]
    """At most the latest hundred."""
    held: list[HeldCommissions]
    """By currency; empty: no money waits."""
