"""Alarms of what a stage has once: the database, the network, the door, the firewall, the bill."""

from collections.abc import Mapping

from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.constructs.alarms import Alarms, fewest_or, share_of, sum_of
from infra.constructs.firewall import SCANS_OF_ONE_ADDRESS
from infra.constructs.metrics import (
    FIVE_MINUTES,
    api_metric,
    business_metric,
    database_metric,
    distribution_metric,
    firewall_metric,
    nat_metric,
)
from infra.stages import Stage

SHARE_OF_CONNECTIONS = 0.8
PERCENT_OF_CAPACITY = 85
PERCENT_OF_PROCESSOR = 80
PERCENT_FAILED = 5
PERCENT_REFUSED = 5
PERCENT_BLOCKED = 20
FEW_ANSWERS = 100
FEW_REQUESTS = 200
FEW_AT_THE_FIREWALL = 1_000
"""In five minutes: of fewer requests, a handful is no share that anybody need look at."""
WEBHOOKS_REFUSED = 10
"""In five minutes: more than somebody who knocks at every door. A secret of ours is wrong, or a header is lost."""
PARTS_OF_THE_BUDGET = (("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))


class StageAlarms(Alarms):
    """Those of core and edge."""

    def watch_database(self, most_connections: int) -> None:
        """Capacity, processor and connections of the writer, the capacity of readers.

        `most_connections` is what all functions together and operators can open, below what the server takes.
        """
        self.alarm(
            "database-capacity", database_metric(self.stage, "ACUUtilization"), PERCENT_OF_CAPACITY, periods=3
        )
        if self.stage.readers:
            self.alarm(
                "database-reader-capacity", database_metric(self.stage, "ACUUtilization", role="READER"),
                PERCENT_OF_CAPACITY, periods=3,
            )  # fmt: skip
        self.alarm(
            "database-processor",
            database_metric(self.stage, "CPUUtilization"),
            PERCENT_OF_PROCESSOR,
            periods=3,
        )
        self.alarm(
            "database-connections", database_metric(self.stage, "DatabaseConnections", "Maximum"),
            int(most_connections * SHARE_OF_CONNECTIONS),
            description=f"{SHARE_OF_CONNECTIONS:.0%} of all that can be opened.",
        )  # fmt: skip

    def watch_network(self, gateways: Mapping[str, str]) -> None:
        """Connections to the outside for which no port was left. `gateways`: a name of ours, and AWS's id."""
        lost = {name: nat_metric(gateway, "ErrorPortAllocation") for name, gateway in gateways.items()}
        self.alarm(
            "nat-ports",
            sum_of(lost),
            1,
            out_of=2,
            description="Functions cannot reach Stripe, Resend or AWS.",
        )

    def watch_webhooks(self) -> None:
        """What others report to us, and we do not believe."""
        self.alarm(
            "webhooks-refused", business_metric(self.stage, "webhooks_refused"), WEBHOOKS_REFUSED, periods=2,
            description="The log of the webhook functions has the code: SIGNATURE_INVALID, NOT_CONFIGURED.",
        )  # fmt: skip

    def watch_api(self, subject: str, api_id: str, refused: cloudwatch.IMetric) -> None:
        """Answers that were our fault, and how many are told to wait. `subject` begins the names of its alarms."""
        everything = {"all": api_metric(api_id, "Count")}
        failed = {"failed": api_metric(api_id, "5xx")}
        self.alarm(
            f"{subject}-5xx", share_of(failed, everything, fewest=FEW_ANSWERS), PERCENT_FAILED, out_of=2,
            description="So many per cent of the answers are our fault.",
        )  # fmt: skip
        self.alarm(
            f"{subject}-refusals", share_of({"refused": refused}, everything, fewest=FEW_REQUESTS), PERCENT_REFUSED,
            periods=2, out_of=3,
            description="So many per cent are refused with 429: a client that does not wait, or a limit too low."
            " GET /api/v1/system/rate-limits says who.",
        )  # fmt: skip

    def watch_edge(self, distribution_id: str, acl: str) -> None:
        """What CloudFront could not answer, and what its firewall turns away. `acl`: the name of its metric."""
        requests = distribution_metric(distribution_id, "Requests", "Sum")
        failed = distribution_metric(distribution_id, "5xxErrorRate", "Average")
        self.alarm(
            "edge-5xx", _weighed(failed, requests), PERCENT_FAILED, periods=2, out_of=3,
            description="Beside api-5xx it is us; alone it is the way between CloudFront and the API.",
        )  # fmt: skip
        blocked = {"blocked": firewall_metric(acl, "BlockedRequests")}
        passed = {"passed": firewall_metric(acl, "AllowedRequests")}
        self.alarm(
            "firewall-blocks", share_of(blocked, blocked | passed, fewest=FEW_AT_THE_FIREWALL), PERCENT_BLOCKED,
            periods=2, out_of=3, description="An attack, or a rule that refuses honest people.",
        )  # fmt: skip
        self.alarm(
            "scans-per-address", firewall_metric(acl, "CountedRequests", rule=SCANS_OF_ONE_ADDRESS), 1,
            description="One address scans more than a full stadium. It is let through.",
        )  # fmt: skip


def _weighed(rate: cloudwatch.IMetric, requests: cloudwatch.IMetric) -> cloudwatch.MathExpression:
    """A rate in per cent, as if there had been `FEW_ANSWERS` requests at least."""
    return cloudwatch.MathExpression(
        expression=f"FILL(rate,0)*FILL(requests,0)/{fewest_or('FILL(requests,0)', FEW_ANSWERS)}",
        using_metrics={"rate": rate, "requests": requests},
        period=FIVE_MINUTES,
    )


class Budget(budgets.CfnBudget):
    """Tells the alarms' topic what the account costs. All stages that share the account are in it."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, topic: sns.ITopic) -> None:
        super().__init__(
            scope,
            name,
            budget=budgets.CfnBudget.BudgetDataProperty(
                budget_name=stage.resource_name("cost"),
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=budgets.CfnBudget.SpendProperty(amount=stage.monthly_budget_dollars, unit="USD"),
            ),
            notifications_with_subscribers=[
                budgets.CfnBudget.NotificationWithSubscribersProperty(
                    notification=budgets.CfnBudget.NotificationProperty(
                        notification_type=kind, comparison_operator="GREATER_THAN", threshold=percent,
                        threshold_type="PERCENTAGE",
                    ),
                    subscribers=[
                        budgets.CfnBudget.SubscriberProperty(subscription_type="SNS", address=topic.topic_arn)
                    ],
                )
                for kind, percent in PARTS_OF_THE_BUDGET
            ],
        )  # fmt: skip
        # Budgets tries the topic when it is made.
        self.node.add_dependency(topic)
