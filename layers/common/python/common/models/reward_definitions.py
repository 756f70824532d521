"""What a reward trigger counts: its definition, as `app.is_trigger_definition` holds the table to it."""

import json
import re
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from common.models.base import Input

MOST_CHARACTERS = 8_000
"""Of a whole definition, as the database writes it."""
MOST_DAYS = 366
"""Of a cooldown."""
MOST_MEMBERS = 1_000
"""The highest level of what is counted member by member."""

_DURATION = re.compile(
    r"P(?:([0-9]{1,2})W|(?:([0-9]{1,3})D)?(?:T(?=[0-9])(?:([0-9]{1,4})H)?(?:([0-9]{1,6})M)?)?)"
)

Whole = Annotated[int, Field(strict=True, gt=-(10**15), lt=10**15)]
Text = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,31}$")]
FactTypeKey = Annotated[str, StringConstraints(max_length=64, pattern=r"^[a-z]+(\.[a-z]+)+$")]
Slug = Annotated[str, StringConstraints(max_length=64, pattern=r"^[a-z0-9](-?[a-z0-9])*$")]
"""A name for machines: small letters, digits, and hyphens between them."""
AchievementKey = Slug
AchievementLevel = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
AgentTierName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
RewardedRole = Literal["creator", "brand", "agent"]
Level = Annotated[int, Field(strict=True, ge=1, le=10**12)]
Values = Annotated[list[Whole], Field(min_length=1, max_length=50)]
Texts = Annotated[list[Text], Field(min_length=1, max_length=50)]
Window = Annotated[
    str, StringConstraints(pattern=r"^(lifetime|day|week|month|campaign|rolling:([1-8]?[1-9]|[1-9]0)d)$")
]
ZoneName = Annotated[
    str,
    StringConstraints(
        max_length=64, pattern=r"^(user|UTC|[A-Z][A-Za-z]+(/[A-Z][A-Za-z_+-]*[A-Za-z0-9]){1,2})$"
    ),
]


def _duration(given: str) -> str:
    found = _DURATION.fullmatch(given)
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 0, 0)
    if not 0 < (weeks * 7 + days) * 1_440 + hours * 60 + minutes <= MOST_DAYS * 1_440:
        raise ValueError("must be a duration as P7D, P2W or P1DT12H30M, of at most 366 days")
    return given


def rising(given: list[int]) -> list[int]:
    """The numbers as they are. Raises `ValueError` where one is not above the one before it."""
    if any(one >= next_one for one, next_one in pairwise(given)):
        raise ValueError("must rise from one to the next")
    return given


Cooldown = Annotated[str, StringConstraints(max_length=32), AfterValidator(_duration)]
"""Weeks, or days, hours and minutes, as ISO 8601 writes a duration."""


class Compares(Input):
    """A number of the fact is above, or below, a number."""

    field: FieldName
    """The field of the fact."""
    op: Literal["gt", "gte", "lt", "lte"]
    """How it is compared."""
    value: Whole
    """A whole number; amounts in minor units."""


class Equals(Input):
    """A field of the fact is this, or is there and is something else (`ne`)."""

    field: FieldName
    """The field of the fact."""
    op: Literal["eq", "ne"]
    """How it is compared."""
    value: Whole | Text
    """A number or a text, as the field is one."""


class Among(Input):
    """A field of the fact is one of these."""

    field: FieldName
    """The field of the fact."""
    op: Literal["in"]
    """How it is compared."""
    value: Values | Texts
    """1 to 50 of them, all numbers or all texts."""


class Contains(Input):
    """A list in the fact holds this."""

    field: FieldName
    """The field of the fact."""
    op: Literal["contains"]
    """How it is compared."""
    value: Text
    """A text."""


class Exists(Input):
    """The fact has the field, or lacks it (false)."""

    field: FieldName
    """The field of the fact."""
    op: Literal["exists"]
    """How it is compared."""
    value: Annotated[bool, Field(strict=True)] = True
    """Whether it has it."""


Condition = Annotated[Compares | Equals | Among | Contains | Exists, Field(discriminator="op")]
"""What a fact has to meet; all that a trigger lists, or it is not counted. Amounts are minor units."""


class CountSpec(Input):
    """What is added up."""

    what: Literal["events", "sum", "distinct", "streak_days"] = "events"
    """Facts, a number of theirs, the different texts in a field of theirs, or days in a row with one."""
    field: FieldName | None = None
    """Whose numbers or texts: given for `sum` and `distinct` and for nothing else."""

    @model_validator(mode="after")
    def field_is_there_where_it_is_read(self) -> Self:
        """A sum and different texts are of a field."""
        if (self.what in {"sum", "distinct"}) != (self.field is not None):
            raise ValueError("field is given for sum and distinct, and for nothing else")
        return self


class RewardAudience(Input):
    """Whom it is for, beside what they did; empty lists: everybody."""

    segment_id: None = None
    """Always null: there are no segments yet."""
    roles: Annotated[list[RewardedRole], Field(max_length=3, default_factory=list)]
    """Who has one of these roles when the fact is counted."""
    tiers: Annotated[list[AgentTierName], Field(max_length=10, default_factory=list)]
    """Who is an agent of one of these tiers then."""


class TriggerDefinition(Input):
    """What is counted: which facts of a type (`on`), how, over which time, and at which levels something is granted."""

    on: FactTypeKey
    """The type of fact, `deal.released` for instance."""
    who: RewardedRole | None = None
    """On which side of the deed; null: on any."""
    where: Annotated[list[Condition], Field(max_length=20, default_factory=list)]
    """Conditions, all of which a fact meets; empty: any fact of the type."""
    count: CountSpec = CountSpec()
    """What is added up."""
    window: Window = "lifetime"
    """When counting starts anew: never (`lifetime`), each `day`, `week` or `month`, for each `campaign`; `rolling:30d`:
    the last 30 days count (at most 90)."""
    time_zone: ZoneName = "user"
    """In which days begin: the person's own (`user`), `UTC`, or a place as `Europe/Berlin`."""
    levels: Annotated[
        list[Level],
        Field(min_length=1, max_length=20, default_factory=lambda: [1]),
        AfterValidator(rising),
    ]
    """At each of them something is granted, once."""
    requires: Annotated[list[AchievementKey], Field(max_length=5, default_factory=list)]
    """Achievements that somebody must have before anything is granted; counting goes on without them."""
    cooldown: Cooldown | None = None
    """How long after something was granted nothing is; null: no time."""
    per_subject_max: Annotated[int, Field(strict=True, ge=1, le=10_000)] | None = None
    """The most that one person is granted, over all levels and periods; null: any number."""
    audience: RewardAudience | None = None
    """Whom it is for; null: everybody."""

    @model_validator(mode="after")
    def parts_fit_together(self) -> Self:
        """Members are counted one by one, days of rolling windows are added up, and all of it is small."""
        if self.count.what == "distinct" and self.levels[-1] > MOST_MEMBERS:
            raise ValueError(f"levels of distinct end at {MOST_MEMBERS}")
        if self.count.what in {"distinct", "streak_days"} and self.window.startswith("rolling"):
            raise ValueError("a rolling window adds up events or sums")
        if len(json.dumps(self.columns(), ensure_ascii=False)) > MOST_CHARACTERS:
            raise ValueError(f"a definition has at most {MOST_CHARACTERS} characters")
        return self

    def columns(self) -> dict[str, Any]:
        """What the table holds of it: all that it says, and what it leaves out."""
        return self.model_dump(mode="json")
