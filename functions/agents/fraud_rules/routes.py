"""`/api/v1/fraud-rules`: administrators only."""

from agents.app import app
from agents.fraud_rules import service
from agents.fraud_rules.models import FraudRulePatch, FraudRules
from common.errors import Forbidden, NotFound
from common.errors.agents import BurstIsAHint, FraudConfigRefused
from common.models.fraud import FraudRule
from common.refusals import refuses

TAGS = ["fraud"]


@app.get("/api/v1/fraud-rules", tags=TAGS, responses=refuses(Forbidden))
def list_fraud_rules() -> FraudRules:
    """List the rules against fraud

    For administrators. What is looked for at sign-ups, at releases and each night, and what then happens at once; of
    the scope `activation`, what makes a scan odd, in points that add up.
    """
    with app.read() as tx:
        return FraudRules(data=service.list_rules(tx))


@app.patch(
    "/api/v1/fraud-rules/<rule_key>",
    tags=TAGS,
    responses=refuses(Forbidden, NotFound, FraudConfigRefused, BurstIsAHint),
)
def change_fraud_rule(rule_key: str, body: FraudRulePatch) -> FraudRule:
    """Change a rule against fraud

    For administrators. It holds for what is found from now on; groups and scans that wait keep what they have. What is
    sent changes, the rest stays; a `config` is sent whole.
    """
    with app.transaction() as tx:
        return service.change_rule(tx, rule_key, body)
