"""Rules of every kind, without a database."""

from common.moderation.engine import RuleSet
from common.moderation.models import Action, PatternKind, Rule, Scope

OWN = frozenset({"atomic-influence.example"})


def rule(
    kind: str, pattern: str, action: Action = Action.WARN, key: str = "one", scope: Scope = Scope.ALWAYS
) -> Rule:
    return Rule(key, PatternKind(kind), pattern, action, scope, "A sentence.")


ALL_KINDS = RuleSet(
    (
        rule("card", "", Action.REMOVE, "card"),
        rule("domain", "~own ~paypal.com !strike.com wa.me", Action.HOLD, "domain"),
        rule("phone", "US GB DE FR", key="phone"),
        rule("regex", r"[\pL\pN_%+-]@(?:[\pL\pN-]+\.)+\pL[\pL\pN-]+" + "\n(a+)+$", key="regex"),
        rule("words", "buy now\nfree money", key="words"),
    ),
    OWN,
)
