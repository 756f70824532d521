"""Rules and verdicts. What judges by them is `engine`, which is dear to load."""

from dataclasses import dataclass
from enum import StrEnum


class PatternKind(StrEnum):
    """How a pattern is read."""

    REGEX = "regex"
    WORDS = "words"
    DOMAIN = "domain"
    PHONE = "phone"
    CARD = "card"


class Action(StrEnum):
    """What becomes of a message: delivered with a warning, kept for an administrator, refused."""

    WARN = "warn"
    HOLD = "hold"
    REMOVE = "remove"


class Scope(StrEnum):
    """When a rule holds: always, or until both are bound by a deal whose money is locked."""

    ALWAYS = "always"
    BEFORE_DEAL = "before_deal"


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
