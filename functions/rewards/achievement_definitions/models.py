"""Bodies and answers of definitions of achievements."""

import json
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from common.models.achievements import Achievement, AchievementAudience
from common.models.base import Input, Output, left_out
from common.models.lines import ShortLine
from common.models.reward_definitions import AchievementKey, AchievementLevel, Slug, rising
from common.models.texts import Written

MOST_CHARACTERS = 20_000
"""Of all translations of one achievement, as the database writes them."""
Description = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), Written]
Criteria = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000), Written]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Points = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]


def _others(given: "dict[str, Words]") -> "dict[str, Words]":
    if "en" in given:
        raise ValueError("must leave out en: the achievement itself says it in English")
    said = {language: words.model_dump() for language, words in given.items()}
    if len(json.dumps(said, ensure_ascii=False)) > MOST_CHARACTERS:
        raise ValueError(f"must not be longer than {MOST_CHARACTERS} characters together")
    return given


class Words(Input):
    """An achievement in a language, all of it."""

    name: ShortLine
    description: Description
    """What it says of somebody."""
    criteria: Criteria
    """What they did for it, as its badge says."""


Levels = Annotated[list[AchievementLevel], Field(min_length=1, max_length=20), AfterValidator(rising)]
Translations = Annotated[dict[Language, Words], Field(max_length=20), AfterValidator(_others)]


class AchievementDefinitions(Output):
    """All that can be achieved, by their keys."""

    data: list[Achievement]


class AchievementDraft(Input):
    """What can be achieved from now on."""

    key: AchievementKey
    """Its name for machines, in small letters, digits and hyphens, which never changes."""
    name: ShortLine
    description: Description
    """What it says of somebody, in English."""
    criteria: Criteria
    """What they did for it, as its badge says."""
    image_key: Slug
    """Which of our pictures its badge shows, as those of the starter set are called."""
    audience: AchievementAudience = AchievementAudience.EVERYBODY
    levels: Levels = Field(default_factory=lambda: [1])
    """From the lowest up; a trigger whose reward is the badge grants each."""
    hidden: bool = False
    """Whether those alone see it who have it."""
    points: Points = 0
    """What each level gives, beside the badge."""
    translations: Translations = Field(default_factory=dict)
    """The words in other languages than English, by ISO 639-1, as `de`."""


class AchievementPatch(Input):
    """What is to be different from now on."""

    name: ShortLine = left_out()
    description: Description = left_out()
    """What it says of somebody, in English."""
    criteria: Criteria = left_out()
    """What they did for it; badges that were signed say what it was then."""
    image_key: Slug = left_out()
    """Which of our pictures its badge shows."""
    audience: AchievementAudience = left_out()
    levels: Levels = left_out()
    """From the lowest up; a level that somebody has, or that a live trigger grants, stays."""
    hidden: bool = left_out()
    """Whether those alone see it who have it."""
    points: Points = left_out()
    """What each level gives to whoever unlocks it from now on."""
    translations: Translations = left_out()
    """All of them; a language that is not named is gone."""
    retired: bool = left_out()
    """Whether nobody can earn it any more; who has it keeps it."""
