"""What rules say about a text."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from common.moderation.evasions import forms
from common.moderation.models import Action, Rule, RuleWarning, Scope, TooMany, Verdict
from common.moderation.rules import Test, test_of
from common.telemetry import logger

JUDGE_SECONDS = 0.5
"""Of this thread's own work, for all rules on one text; the defaults take a tenth of it at worst. What is not looked at
by then is not delivered. No clock on the wall: a processor that others use as well makes nobody's message wait."""

__all__ = ["RuleSet", "Verdict", "judge"]

_STRENGTH = (Action.WARN, Action.HOLD, Action.REMOVE)


@dataclass(frozen=True)
class RuleSet:
    """The rules that are active, and the domains of this system, which no rule minds."""

    rules: tuple[Rule, ...]
    own: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def tests(self) -> tuple[tuple[Rule, Test], ...]:
        """Each rule with its test. One that cannot be read any more is left out, and logged as an error."""
        made = []
        for rule in self.rules:
            try:
                made.append((rule, test_of(rule.pattern_kind, rule.pattern, self.own)))
            except ValueError:
                logger().error("a moderation rule cannot be read", extra={"rule": rule.key})
        return tuple(made)

    @cached_property
    def own_addresses(self) -> re.Pattern[str]:
        """Mail addresses and links of our own; `own.example.evil.net` is none of them."""
        hosts = "|".join(map(re.escape, sorted(self.own))) or "(?!)"
        return re.compile(
            rf"(?<![\w.+@-])(?:[\w.+-]{{1,64}}@)?(?:[\w-]{{1,63}}\.){{0,4}}(?:{hosts})(?![\w-]|\.\w)"
        )


def judge(text: str, *, before_deal: bool, rules: RuleSet) -> Verdict:
    """What becomes of a text. Never raises, and takes `JUDGE_SECONDS` and one rule's time at most."""
    tests = rules.tests
    until = time.thread_time() + JUDGE_SECONDS
    looked_at = [rules.own_addresses.sub(" ", form) for form in forms(text)]
    fired: list[tuple[Action, Rule]] = []
    for rule, test in tests:
        if (before_deal or rule.scope is Scope.ALWAYS) and (action := _action(rule, test, looked_at, until)):
            fired.append((action, rule))
    return _verdict(fired)


def _action(rule: Rule, test: Test, looked_at: Iterable[str], until: float) -> Action | None:
    """A rule that runs out of time, or meets too much to look at, has not been heard: what it would keep from being
    delivered, somebody looks at.
    """
    unheard = min(rule.action, Action.HOLD, key=_STRENGTH.index)
    said: Action | None = None
    for form in looked_at:
        if time.thread_time() > until:
            logger().warning("a moderation rule ran out of time", extra={"rule": rule.key})
            return unheard
        try:
            if test(form):
                return rule.action
        except TooMany:
            logger().warning("a moderation rule met too much to look at", extra={"rule": rule.key})
            said = unheard
    return said


def _verdict(fired: list[tuple[Action, Rule]]) -> Verdict:
    warnings = tuple(RuleWarning(rule.key, rule.sentence) for action, rule in fired if action is Action.WARN)
    if not fired:
        return Verdict()
    action, rule = max(fired, key=lambda one: _STRENGTH.index(one[0]))
    return Verdict(action, rule.key, rule.sentence, warnings)
