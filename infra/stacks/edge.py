"""What the world meets: the API's stage with its throttles, CloudFront and its firewall, the dashboard."""

from collections.abc import Iterable

import aws_cdk as cdk
from constructs import Construct

from infra.capacity import deployed
from infra.constructs.alarms import Alarms
from infra.constructs.api_stage import ApiStage
from infra.constructs.dashboard import Dashboard
from infra.constructs.edge import Edge
from infra.constructs.edge_redirect import EdgeRedirect
from infra.stacks.capability import CapabilityStack
from infra.stacks.core import MIGRATIONS, CoreStack
from infra.stages import Stage
from infra.topology.types import Topology


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
            redirect=EdgeRedirect(self, "EdgeRedirect", stage=stage, links=core.edge_links, key=core.key)
            if core.edge_links else None,
        )  # fmt: skip
        Alarms(self, "Watch", stage=stage, topic=core.topic).watch_api(core.api.api_id)
        functions = {page.name: [one.name for one in deployed(page)] for page in topology.capabilities}
        Dashboard(
            self,
            "Dashboard",
            stage=stage,
            api_id=core.api.api_id,
            functions={"core": [MIGRATIONS], **functions},
        )
        cdk.CfnOutput(self, "Url", value=f"https://{edge.distribution.distribution_domain_name}")
