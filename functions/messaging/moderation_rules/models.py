"""Bodies and answers of rules."""

from typing import Annotated

from pydantic import StringConstraints

from common.models.base import Input, Output, left_out
from common.models.moderation import Action, ModerationRule, PatternKind, Scope
from common.models.texts import Written

Pattern = Annotated[str, StringConstraints(max_length=8_000)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=500), Written]


class ModerationRules(Output):
    """All rules, by their keys."""

    data: list[ModerationRule]


class RuleDraft(Input):
    """A new rule."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
    """Its name, in small letters, which never changes."""
    pattern_kind: PatternKind
    pattern: Pattern
    """What is looked for, as its kind says; of cards nothing."""
    action: Action
    scope: Scope = Scope.ALWAYS
    sentence: Sentence
    """What the sender is told."""
    active: bool = True
    """Whether messages are judged by it."""


class RulePatch(Input):
    """What is to be different from now on."""

    pattern_kind: PatternKind = left_out()
    pattern: Pattern = left_out()
    """What is looked for, as its kind says; of cards nothing."""
    action: Action = left_out()
    scope: Scope = left_out()
    sentence: Sentence = left_out()
    """What the sender is told."""
    active: bool = left_out()
    """Whether messages are judged by it."""


class TextToTry(Input):
    """A text that nobody is sent."""

    text: Annotated[str, StringConstraints(max_length=10_000)]
    """As somebody might write it."""
    before_deal: bool = True
    """Whether the rules for those without a funded deal hold."""


class TriedWarning(Output):
    """What the sender would be told."""

    rule: str
    """The key of the rule."""
    sentence: str
    """What the sender would be told."""


class TriedText(Output):
    """What would become of a text."""

    action: Action | None
    """The strongest; null: it would be delivered as it is."""
    rule: str | None
    """The key of the rule that says so."""
    sentence: str | None
    """What the sender would be told of it."""
    warnings: list[TriedWarning]
    forms: list[str]
    """The text as rules read it: without what is not seen, in Latin letters that look alike, without evasions."""
