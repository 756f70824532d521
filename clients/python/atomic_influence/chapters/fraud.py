"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Fraud(Chapter):
    """Operations of the chapter `fraud`."""

    def list_fraud_groups(
        self,
        *,
        status: models.FraudStatus | None = None,
        rule: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.FraudGroup]:
        """List what fraud rules found.

        For administrators. What one rule found about one agent, referral or deal is one group, and is
        decided at once. The latest first.
        """
        found: Page[models.FraudGroup] = self._json(
            Page[models.FraudGroup],
            "GET",
            "/api/v1/fraud-groups",
            query={"status": status, "rule": rule, "cursor": cursor, "limit": limit},
        )
        return found

    def read_fraud_group(self, fraud_group_id: UUID) -> models.FraudGroupDetail:
        """Read what a fraud rule found.

        For administrators. With what was seen (ids, counts and times), and which money waits for the
        decision.
        """
        found: models.FraudGroupDetail = self._json(
            models.FraudGroupDetail,
            "GET",
            "/api/v1/fraud-groups/{fraud_group_id}",
            places={"fraud_group_id": fraud_group_id},
        )
        return found

    def resolve_fraud_group(
        self, fraud_group_id: UUID, body: models.FraudDecision
    ) -> models.FraudGroupDetail:
        """Resolve what a fraud rule found.

        For administrators whom it is not about. `uphold`: commissions that it holds go to the platform, a
        referral that it is about counts no more, and its agents are banned where you say so. `dismiss`:
        commissions are paid when their time comes, unless another group holds them. It is decided once
        (409).
        """
        found: models.FraudGroupDetail = self._json(
            models.FraudGroupDetail,
            "POST",
            "/api/v1/fraud-groups/{fraud_group_id}/resolve",
            places={"fraud_group_id": fraud_group_id},
            body=body,
        )
        return found

    def list_fraud_rules(self) -> models.FraudRules:
        """List the rules against fraud.

        For administrators. What is looked for at sign-ups, at releases and each night, and what then
        happens at once; of the scope `activation`, what makes a scan odd, in points that add up.
        """
        found: models.FraudRules = self._json(models.FraudRules, "GET", "/api/v1/fraud-rules")
        return found

    def change_fraud_rule(self, rule_key: str, body: models.FraudRulePatch) -> models.FraudRule:
        """Change a rule against fraud.

        For administrators. It holds for what is found from now on; groups and scans that wait keep what
        they have. What is sent changes, the rest stays; a `config` is sent whole.
        """
        found: models.FraudRule = self._json(
            models.FraudRule,
            "PATCH",
            "/api/v1/fraud-rules/{rule_key}",
            places={"rule_key": rule_key},
            body=body,
        )
        return found
