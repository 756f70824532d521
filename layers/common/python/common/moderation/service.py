"""What the rules of this moment say about a message."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

from common.database import Transaction
from common.moderation import repository
from common.moderation.models import Action, PatternKind, Rule, Scope, Verdict
from common.settings import settings
from common.telemetry import logger

if TYPE_CHECKING:
    from common.moderation.engine import RuleSet

_ready: "dict[str, RuleSet]" = {}
"""The rules that this process has made ready, by their fingerprint: the last ones only."""


def judge_message(tx: Transaction, conversation_id: UUID, text: str) -> Verdict:
    """What becomes of a text in a conversation: one statement. Rules are made ready again when they have changed.

    Raises no refusal: the caller decides by the verdict.
    """
    from common.moderation.engine import judge

    known = next(iter(_ready), None)
    holds = repository.moderation_of(tx, conversation_id, known)
    if holds.rules is not None:
        _ready.clear()
        _ready[holds.fingerprint] = rule_set(holds.rules)
    verdict = judge(text, before_deal=holds.before_deal, rules=_ready[holds.fingerprint])
    if verdict.action:
        logger().info(
            "a message was judged",
            extra={"conversation_id": str(conversation_id), "action": verdict.action, "rule": verdict.rule},
        )
    return verdict


def rule_set(rows: Iterable[dict[str, Any]]) -> "RuleSet":
    """Rows of `moderation_rules`, made ready, with the domain of this system."""
    from common.moderation.engine import RuleSet

    return RuleSet(
        tuple(
            Rule(
                row["key"], PatternKind(row["pattern_kind"]), row["pattern"], Action(row["action"]),
                Scope(row["scope"]), row["sentence"],
            )
            for row in rows
        ),
        own_domains(),
    )  # fmt: skip


def own_domains() -> frozenset[str]:
    """The domain under which people know this system (of `SITE_URL`); none on a laptop, which has no name."""
    from common.moderation.hosts import registered

    host = urlsplit(settings().site_url).hostname or ""
    return frozenset({registered(host)} if registered(host) else ())
