"""What the world meets: the API's stage with its throttles, CloudFront and its firewall, the dashboard."""

from collections.abc import Iterable

import aws_cdk as cdk
from constructs import Construct

from infra.capacity import deployed
from infra.constructs.api_stage import ApiStage
from infra.constructs.dashboard import Dashboard
from infra.constructs.edge import Edge
from infra.constructs.metrics import refusals_metric
from infra.constructs.objectives import ObjectiveAlarms
from infra.constructs.stage_alarms import StageAlarms
from infra.objectives import BURNS, OBJECTIVES
from infra.stacks.capability import CapabilityStack
from infra.stacks.core import MIGRATIONS, CoreStack
from infra.stages import Stage
from infra.topology.types import Topology

WATCHED_FIRST = (
    "api-5xx", "edge-5xx", "database-capacity", "database-processor", "database-connections", "nat-ports",
    "webhooks-refused", "payment-failures",
)  # fmt: skip
"""Beside the objectives, at the top of the dashboard."""


class EdgeStack(cdk.Stack):
    """The last stack: the stage of the API names routes, which all have to be there."""

    def __init__(
        self,
        scope: Construct,
        *,
        stage: Stage,
        topology: Topology,
        core: CoreStack,
        capabilities: Iterable[CapabilityStack],
    ) -> None:
        super().__init__(scope, stage.resource_name("edge"), env=cdk.Environment(region=stage.region))
        for capability in capabilities:
            self.add_stack_dependency(capability)
        ApiStage(self, "ApiStage", stage=stage, topology=topology, api=core.api, key=core.key)
        edge = Edge(
            self, "Edge", stage=stage, topology=topology,
            api_domain_name=core.api.domain_name, secret=core.origin_secret,
        )  # fmt: skip
        watch = StageAlarms(self, "Watch", stage=stage, topic=core.topic)
        watch.watch_api("api", core.api.api_id, refusals_metric(stage))
        watch.watch_edge(edge.distribution.distribution_id, edge.firewall.metric_name)
        ObjectiveAlarms(self, "Objectives", stage=stage, topic=core.topic).watch_objectives()
        functions = {page.name: [one.name for one in deployed(page)] for page in topology.capabilities}
        Dashboard(
            self,
            "Dashboard",
            stage=stage,
            topology=topology,
            apis={"api": core.api.api_id},
            distribution_id=edge.distribution.distribution_id,
            alarms=self._alarms_of(stage),
            functions={"core": [MIGRATIONS], **functions},
        )
        cdk.CfnOutput(self, "Url", value=f"https://{edge.distribution.distribution_domain_name}")

    def _alarms_of(self, stage: Stage) -> list[str]:
        """The ARNs of the alarms of the whole stage, by their names."""
        burning = [f"{objective.name}-{burn.name}-burn" for objective in OBJECTIVES for burn in BURNS]
        return [
            self.format_arn(
                service="cloudwatch", resource="alarm", resource_name=stage.resource_name(name),
                arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
            )
            for name in (*burning, *WATCHED_FIRST)
        ]  # fmt: skip
