"""`/api/v1/moderation-rules`: administrators only."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.errors import Forbidden, NotFound
from common.errors.limits import RequestsLimited
from common.errors.messaging import RuleExists
from common.limits import RateClass
from common.models.moderation import ModerationRule
from common.refusals import refuses
from messaging.app import app
from messaging.errors import PatternInvalid
from messaging.moderation_rules import service
from messaging.moderation_rules.models import ModerationRules, RuleDraft, RulePatch, TextToTry, TriedText

TAGS = ["moderation"]
ALL = "/api/v1/moderation-rules"
ONE = f"{ALL}/<rule_key>"


@app.get(ALL, tags=TAGS, responses=refuses(Forbidden))
def list_moderation_rules() -> ModerationRules:
    """List the rules of messages

    For administrators. What is looked for in messages before they are sent, and what then becomes of them.
    """
    with app.read() as tx:
        return ModerationRules(data=service.list_rules(tx))


@app.post(
    ALL, status_code=201, tags=TAGS, responses=refuses(RequestsLimited, Forbidden, PatternInvalid, RuleExists)
)
@app.takes(RateClass.CREATE)
def create_moderation_rule(body: RuleDraft) -> ModerationRule:
    """Create a rule

    For administrators. It holds for the next message. Try it on some texts first, switched off.
    """
    with app.transaction() as tx:
        return service.create_rule(tx, body)


@app.post(f"{ALL}/try", tags=TAGS, responses=refuses(Forbidden))
def try_moderation_rules(body: TextToTry) -> TriedText:
    """Try a text

    For administrators. What the active rules would say to it; nothing is sent or kept.
    """
    with app.read() as tx:
        return service.try_text(tx, body)


@app.get(ONE, tags=TAGS, responses=refuses(Forbidden, NotFound))
def read_moderation_rule(rule_key: str) -> ModerationRule:
    """Read a rule

    For administrators. What it looks for, what becomes of a message, and how often the rule was changed.
    """
    with app.read() as tx:
        return service.find_rule(tx, rule_key)


@app.patch(ONE, tags=TAGS, responses=refuses(Forbidden, NotFound, PatternInvalid))
def change_moderation_rule(rule_key: str, body: RulePatch) -> ModerationRule:
    """Change a rule

    For administrators. It holds for the next message; what it has kept back still waits. `active` switches it off.
    """
    with app.transaction() as tx:
        return service.change_rule(tx, rule_key, body)


@app.delete(ONE, status_code=204, tags=TAGS, responses=refuses(Forbidden, NotFound))
def delete_moderation_rule(rule_key: str) -> Response[Any]:
    """Delete a rule

    For administrators. Messages that it was told of keep its key; the audit log keeps the rule.
    """
    with app.transaction() as tx:
        service.delete_rule(tx, rule_key)
    return Response(status_code=204)
