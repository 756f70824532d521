"""Bodies and answers of reward triggers."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from common.models.base import Input, Moment, Output, left_out
from common.models.lines import Line
from common.models.reward_definitions import FactTypeKey, FieldName, Slug, Text, TriggerDefinition, Whole
from common.models.reward_triggers import Reward, RewardTrigger, TriggerStatus
from common.models.texts import Written

TriggerName = Annotated[Line, StringConstraints(min_length=1, max_length=200), Written]
Priority = Annotated[int, Field(strict=True, ge=-1_000, le=1_000)]
Version = Annotated[int, Field(strict=True, ge=1, le=10_000)]


class NewRewardTrigger(Input):
    """A trigger as it begins: a draft, its first version."""

    program_id: UUID
    """The program whose budget pays for what it grants."""
    key: Slug
    """Its name for machines, one in its program and for ever."""
    name: TriggerName
    definition: TriggerDefinition
    """What is counted."""
    reward: Reward
    """What is granted at each level."""
    auto_claim: Annotated[bool, Field(strict=True)] = False
    """Whether what it grants is claimed at once; of points and badges alone."""
    priority: Priority = 0
    """Which of several triggers is asked first: the lowest number."""


class RewardTriggerPatch(Input):
    """What is to be different; a definition and a reward are sent whole."""

    name: TriggerName = left_out()
    definition: TriggerDefinition = left_out()
    """What is counted."""
    reward: Reward = left_out()
    """What is granted at each level."""
    auto_claim: Annotated[bool, Field(strict=True)] = left_out()
    """Whether what it grants is claimed at once; of points and badges alone."""
    priority: Priority = left_out()
    """Which of several triggers is asked first: the lowest number."""


class GoingLive(Input):
    """Which version counts from now on, and what becomes of what was counted before."""

    version: Version
    """A draft."""
    carry_counters: Annotated[bool, Field(strict=True)]
    """True: it goes on with the counters of the version before, which counted the same; false: all begin anew."""
    backfill: Annotated[bool, Field(strict=True)] = False
    """Whether facts from before count, too (those of 400 days); not with `carry_counters`: they are in there."""

    @model_validator(mode="after")
    def nothing_counts_twice(self) -> Self:
        """What was counted is carried on or counted again."""
        if self.carry_counters and self.backfill:
            raise ValueError("carry_counters and backfill together would count facts twice")
        return self


class TriggerVersion(Output):
    """One version, in short."""

    version: int
    """Its number, from 1 on."""
    name: str
    status: TriggerStatus
    live_at: datetime | None
    """When it went live; null: never."""
    carry_counters: bool
    """Whether it went on with the counters of the version before it."""
    created_at: datetime


class VersionedRewardTrigger(RewardTrigger):
    """A trigger as it counts now (or as its newest version says), with its latest hundred versions, newest first."""

    versions: list[TriggerVersion]
    """Newest first; at most a hundred."""


class PastedFact(Input):
    """A fact that there is not."""

    type: FactTypeKey
    """The type of fact, `deal.released` for instance."""
    at: Moment | None = None
    """When it would have happened; null: now."""
    data: Annotated[dict[FieldName, Whole | Text | list[Text]], Field(max_length=40, default_factory=dict)]
    """What conditions ask: numbers and texts by their fields, `role` and `brand_id` too; amounts in minor units."""
    depth: Annotated[int, Field(strict=True, ge=0, le=100)] = 0
    """How many rewards would have caused it, one by another; above 3 it is counted nowhere."""


class TriggerTrial(Input):
    """A fact to test a trigger with."""

    fact: PastedFact
    """The fact."""
    version: Version | None = None
    """Of which version; null: the newest."""
    user_id: UUID | None = None
    """Whose fact, for administrators; null: that of somebody without a past, whom the audience is not asked about."""


class TriggerTrialResult(Output):
    """What the trigger would make of the fact. Nothing was counted or granted."""

    version: int
    """Which version was tried."""
    counts: bool
    """Whether the fact counts."""
    reason: str | None = None
    """Why it does not, as a code: `condition`, `who` and others; null: it counts."""
    explanation: str
    """The same for a person."""
    value: int | None = None
    """By how much a sum would rise, in minor units for money; 1 where facts, members or days are counted."""
    member: str | None = None
    """Which member or day it would be; null: neither is counted."""
    period_key: str | None = None
    """Of which day, week, month or campaign an award would be; `all`: of a lifetime."""
    value_after: int | None = None
    """What the counter would be afterwards."""
    levels: Annotated[list[int], Field(default_factory=list)]
    """At which levels something would be granted by it."""
    waits_for: Annotated[list[str], Field(default_factory=list)]
    """Achievements that are required and that somebody lacks: what it would grant waits for them."""


class TriggerSchema(Output):
    """JSON Schemas (draft 2020-12) of what a trigger counts and of what it grants."""

    definition: dict[str, Any]
    """Of `definition`."""
    reward: dict[str, Any]
    """Of `reward`."""
