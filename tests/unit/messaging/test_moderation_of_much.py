"""What is too much to look at is not let through: it is held, or warned of."""

from common.moderation.engine import RuleSet, judge
from common.moderation.models import Action
from tests.unit.messaging.moderation_rules import rule


def test_what_stands_behind_more_than_is_looked_at_is_not_delivered() -> None:
    """Who fills a message with what looks like what is looked for has hidden nothing: somebody looks at it."""
    numbers = "1111111111111;" * 40 + " 4111 1111 1111 1111"
    links = " ".join(f"{number}a.example" for number in range(200)) + " paypa1.com wa.me"
    assert judge(numbers, before_deal=True, rules=_one("card", "", Action.REMOVE)).action is Action.HOLD
    assert judge(numbers, before_deal=True, rules=_one("phone", "US", Action.WARN)).action is Action.WARN
    assert judge(links, before_deal=True, rules=_one("domain", "wa.me", Action.HOLD)).action is Action.HOLD
    assert judge(links, before_deal=True, rules=_one("domain", "wa.me", Action.WARN)).action is Action.WARN


def test_the_same_link_many_times_is_one() -> None:
    rules = _one("domain", "~paypal.com wa.me", Action.HOLD)
    assert judge("https://tea.example/a " * 400, before_deal=True, rules=rules).action is None
    assert judge("a.bc " * 400 + "paypa1.com", before_deal=True, rules=rules).action is Action.HOLD


def test_what_is_found_before_there_is_too_much_counts_as_found() -> None:
    text = "4111 1111 1111 1111 " + "1111111111111;" * 40
    assert judge(text, before_deal=True, rules=_one("card", "", Action.REMOVE)).action is Action.REMOVE


def test_characters_that_stand_for_many_push_nothing_out_of_sight() -> None:
    text = "\u321d" * 9_950 + " 4111 1111 1111 1111"
    assert judge(text, before_deal=True, rules=_one("card", "", Action.REMOVE)).action is Action.REMOVE


def _one(kind: str, pattern: str, action: Action) -> RuleSet:
    return RuleSet((rule(kind, pattern, action),))
