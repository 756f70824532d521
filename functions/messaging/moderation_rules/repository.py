"""Statements of rules: one function, one statement, typed rows."""

from typing import LiteralString

from common.database import Transaction
from common.models.moderation import ModerationRule
from messaging.moderation_rules.models import RuleDraft

RULE: LiteralString = (
    "key, pattern_kind, pattern, action, scope, sentence, active, version, updated_by, created_at, updated_at"
)


def list_rules(tx: Transaction) -> list[ModerationRule]:
    """All, by their keys."""
    return tx.fetch_all(ModerationRule, f"select {RULE} from moderation_rules order by key")


def find_rule(tx: Transaction, key: str) -> ModerationRule:
    """The rule of this key. Raises `NotFound`."""
    return tx.fetch_one(
        ModerationRule, f"select {RULE} from moderation_rules where key = %(key)s", {"key": key}
    )


def lock_rule(tx: Transaction, key: str) -> ModerationRule:
    """As `find_rule`; nobody else changes it until the end of the transaction."""
    return tx.fetch_one(
        ModerationRule,
        f"select {RULE} from moderation_rules where key = %(key)s for no key update",
        {"key": key},
    )


def create_rule(tx: Transaction, draft: RuleDraft) -> ModerationRule:
    """A new rule. Raises `RuleExists`."""
    return tx.fetch_one(
        ModerationRule,
        "insert into moderation_rules (key, pattern_kind, pattern, action, scope, sentence, active) values"
        " (%(key)s, %(pattern_kind)s, %(pattern)s, %(action)s, %(scope)s, %(sentence)s, %(active)s)"
        f" returning {RULE}",
        draft.model_dump(),
    )


def change_rule(tx: Transaction, changed: ModerationRule) -> ModerationRule:
    """The rule as it is from now on."""
    return tx.fetch_one(
        ModerationRule,
        "update moderation_rules set pattern_kind = %(pattern_kind)s, pattern = %(pattern)s, action = %(action)s,"
        f" scope = %(scope)s, sentence = %(sentence)s, active = %(active)s where key = %(key)s returning {RULE}",
        changed.model_dump(),
    )


def delete_rule(tx: Transaction, key: str) -> int:
    """How many went."""
    return tx.execute("delete from moderation_rules where key = %(key)s", {"key": key})
