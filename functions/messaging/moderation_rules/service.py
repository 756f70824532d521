"""Use cases of rules, for administrators."""

from common.admins import require_admin
from common.database import Transaction
from common.errors import NotFound
from common.models.moderation import ModerationRule, PatternKind
from common.moderation.service import own_domains, rule_set
from messaging.errors import PatternInvalid
from messaging.moderation_rules import repository
from messaging.moderation_rules.models import RuleDraft, RulePatch, TextToTry, TriedText, TriedWarning


def list_rules(tx: Transaction) -> list[ModerationRule]:
    """All rules, by their keys. Raises `Forbidden`."""
    require_admin(tx)
    return repository.list_rules(tx)


def find_rule(tx: Transaction, key: str) -> ModerationRule:
    """One rule. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    return repository.find_rule(tx, key)


def create_rule(tx: Transaction, draft: RuleDraft) -> ModerationRule:
    """A new rule, which holds for the next message. Raises `Forbidden`, `PatternInvalid`, `RuleExists`."""
    require_admin(tx)
    _require_readable(draft.pattern_kind, draft.pattern)
    return repository.create_rule(tx, draft)


def change_rule(tx: Transaction, key: str, patch: RulePatch) -> ModerationRule:
    """A rule is different for the next message. Raises `Forbidden`, `NotFound`, `PatternInvalid`."""
    require_admin(tx)
    before = repository.lock_rule(tx, key)
    changed = before.model_copy(update={name: getattr(patch, name) for name in patch.model_fields_set})
    _require_readable(changed.pattern_kind, changed.pattern)
    return before if changed == before else repository.change_rule(tx, changed)


def delete_rule(tx: Transaction, key: str) -> None:
    """A rule holds no more; what it has kept back still waits. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    if repository.delete_rule(tx, key) == 0:
        raise NotFound


def try_text(tx: Transaction, tried: TextToTry) -> TriedText:
    """What the active rules would say. Raises `Forbidden`."""
    from common.moderation.engine import judge
    from common.moderation.evasions import forms

    require_admin(tx)
    active = [rule.model_dump() for rule in repository.list_rules(tx) if rule.active]
    verdict = judge(tried.text, before_deal=tried.before_deal, rules=rule_set(active))
    return TriedText(
        action=verdict.action,
        rule=verdict.rule,
        sentence=verdict.sentence,
        warnings=[TriedWarning(rule=each.rule, sentence=each.sentence) for each in verdict.warnings],
        forms=list(forms(tried.text)),
    )


def _require_readable(kind: PatternKind, pattern: str) -> None:
    from common.moderation.rules import test_of

    if (kind is PatternKind.CARD) != (pattern == ""):
        raise PatternInvalid(details=[{"pattern": "is empty for cards, and only for them"}])
    try:
        test_of(kind, pattern, own_domains())
    except ValueError as error:
        raise PatternInvalid(details=[{"pattern": str(error)}]) from error
