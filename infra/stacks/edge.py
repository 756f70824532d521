"""What the world meets: the APIs' stages with their throttles, CloudFront and its firewall, the dashboard."""

from collections.abc import Iterable

import aws_cdk as cdk
from constructs import Construct

from infra.capacity import deployed
from infra.constructs.alarms import Alarms
from infra.constructs.api_stage import ApiStage
from infra.constructs.dashboard import Dashboard
from infra.constructs.edge import Edge
from infra.constructs.http_api import construct_id
from infra.constructs.place import place
from infra.stacks.capability import CapabilityStack
from infra.stacks.core import MIGRATIONS, CoreStack
from infra.stages import Stage
from infra.topology.types import Topology


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
        watch = Alarms(self, "Watch", stage=stage, topic=core.topic)
        for name, api in core.apis.items():
            ApiStage(
                self, construct_id("ApiStage", name), stage=stage, topology=topology, api=api, key=core.key
            )
            watch.watch_api(api)
        edge = Edge(
            self, "Edge", stage=stage, topology=topology, apis=core.apis, key=core.key, secret=core.origin
        )
        functions = {page.name: [one.name for one in deployed(page)] for page in topology.capabilities}
        Dashboard(
            self,
            "Dashboard",
            stage=stage,
            apis=core.apis.values(),
            functions={"core": [MIGRATIONS], **functions},
        )
        cdk.CfnOutput(self, "Url", value=f"https://{edge.distribution.distribution_domain_name}")
        cdk.CfnOutput(self, "DistributionDomain", value=edge.distribution.distribution_domain_name)
