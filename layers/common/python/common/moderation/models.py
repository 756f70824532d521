"""Verdicts, and the rules that lead to them. What judges is `engine`, which is dear to load."""

from dataclasses import dataclass

from common.models.moderation import Action, PatternKind, Scope

__all__ = ["Action", "PatternKind", "Rule", "RuleWarning", "Scope", "TooMany", "Verdict"]


class TooMany(Exception):
    """A text holds more of what a rule looks at than is looked at: what it says of the rest is not known."""


@dataclass(frozen=True)
class Rule:
    """A rule that is active."""

    key: str
    pattern_kind: PatternKind
    pattern: str
    action: Action
    scope: Scope
    sentence: str


@dataclass(frozen=True)
class RuleWarning:
    """What a writer is told, and the rule that says so."""

    rule: str
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """What becomes of a text: the strongest action, its rule and sentence (None: nothing), and every warning."""

    action: Action | None = None
    rule: str | None = None
    sentence: str | None = None
    warnings: tuple[RuleWarning, ...] = ()
