"""Bodies and answers of preferences."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from common.models.base import Input, Output
from common.models.notifications import NotificationCategory, SuppressionReason

Channel = Literal["email"]


class Preference(Output):
    """`enabled` is what the person wants (yes, until they say no); `effective` whether mail is really sent."""

    category: NotificationCategory
    channel: Channel
    enabled: bool
    """Whether the person wants it: yes, until they say no."""
    effective: bool
    """Whether mail is really sent."""


class Preferences(Output):
    """Every category on every channel. `suppressed_by`: why no mail goes to the person's address at all."""

    data: list[Preference]
    suppressed_by: list[SuppressionReason]


class PreferenceChoice(Input):
    """Whether a category is wanted on a channel."""

    category: NotificationCategory
    channel: Channel = "email"
    enabled: Annotated[bool, Field(strict=True)]
    """Whether it is wanted."""


class PreferenceChoices(Input):
    """What to change; what is not named stays. Switching mail on takes an earlier "unsubscribe from all" back."""

    data: Annotated[list[PreferenceChoice], Field(min_length=1, max_length=len(NotificationCategory))]

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        named = [(choice.category, choice.channel) for choice in self.data]
        if len(set(named)) < len(named):
            raise ValueError("must name each category and channel once")
        return self
