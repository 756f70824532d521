"""What the world meets: the APIs' stages with their throttles, CloudFront and its firewall, the dashboard."""

from collections.abc import Iterable

import aws_cdk as cdk
from constructs import Construct

from infra.capacity import deployed
from infra.constructs.api_stage import ApiStage
from infra.constructs.dashboard import Dashboard
from infra.constructs.edge import Edge
from infra.constructs.edge_redirect import EdgeRedirect
from infra.constructs.http_api import api_subject, construct_id
from infra.constructs.metrics import refusals_metric
from infra.constructs.objectives import ObjectiveAlarms
from infra.constructs.place import place
from infra.constructs.stage_alarms import StageAlarms
from infra.objectives import BURNS, OBJECTIVES
from infra.stacks.capability import CapabilityStack
from infra.stacks.core import MIGRATIONS, CoreStack
from infra.stages import Stage
from infra.topology.types import Topology

WATCHED_FIRST = (
    "edge-5xx", "database-capacity", "database-processor", "database-connections", "nat-ports",
    "webhooks-refused", "payment-failures", "realtime-5xx", "realtime-subscriptions",
)  # fmt: skip
"""Beside the objectives, at the top of the dashboard."""


class EdgeStack(cdk.Stack):
    """The last stack: the stage of an API names routes, which all have to be there."""

    def __init__(
        self,
        scope: Construct,
        *,
        stage: Stage,
        topology: Topology,
        core: CoreStack,
        capabilities: Iterable[CapabilityStack],
    ) -> None:
        super().__init__(scope, stage.resource_name("edge"), env=place(stage))
        for capability in capabilities:
            self.add_stack_dependency(capability)
        watch = StageAlarms(self, "Watch", stage=stage, topic=core.topic)
        for name, api in core.apis.items():
            ApiStage(
                self, construct_id("ApiStage", name), stage=stage, topology=topology, api=api, key=core.key
            )
            watch.watch_api(api_subject(name), api.api_id, refusals_metric(stage, name))
        edge = Edge(
            self, "Edge", stage=stage, topology=topology, apis=core.apis, key=core.key, secret=core.origin,
            redirect=EdgeRedirect(self, "EdgeRedirect", stage=stage, links=core.edge_links, key=core.key)
            if core.edge_links else None,
        )  # fmt: skip
        watch.watch_edge(edge.distribution.distribution_id, edge.firewall.metric_name)
        ObjectiveAlarms(self, "Objectives", stage=stage, topic=core.topic).watch_objectives()
        functions = {page.name: [one.name for one in deployed(page)] for page in topology.capabilities}
        Dashboard(
            self,
            "Dashboard",
            stage=stage,
            topology=topology,
            apis={api_subject(name): api.api_id for name, api in core.apis.items()},
            distribution_id=edge.distribution.distribution_id,
            realtime=core.realtime.api_id,
            alarms=self._alarms_of(stage, topology),
            functions={"core": [MIGRATIONS], **functions},
        )
        cdk.CfnOutput(self, "Url", value=f"https://{edge.distribution.distribution_domain_name}")
        cdk.CfnOutput(self, "DistributionDomain", value=edge.distribution.distribution_domain_name)

    def _alarms_of(self, stage: Stage, topology: Topology) -> list[str]:
        """The ARNs of the alarms of the whole stage, by their names."""
        burning = [f"{objective.name}-{burn.name}-burn" for objective in OBJECTIVES for burn in BURNS]
        failing = [f"{api_subject(api)}-5xx" for api in topology.apis]
        return [
            self.format_arn(
                service="cloudwatch", resource="alarm", resource_name=stage.resource_name(name),
                arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
            )
            for name in (*burning, *failing, *WATCHED_FIRST)
        ]  # fmt: skip
