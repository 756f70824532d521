"""The CDK app: the stacks of each stage, checked by cdk-nag. Run through `infra/synth.py`."""

from collections.abc import Iterable, Mapping

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from infra.behaviors import behaviors
from infra.capacity import check_connections, check_queues, deployed
from infra.stacks.capability import CapabilityStack
from infra.stacks.core import CoreStack
from infra.stacks.data import DataStack
from infra.stacks.edge import EdgeStack
from infra.stages import Stage, stages_called
from infra.topology.types import Topology

STAGE_CONTEXT = "stage"


def build(
    topology: Topology,
    *,
    outdir: str | None = None,
    context: Mapping[str, str] | None = None,
    stages: Iterable[Stage] | None = None,
) -> cdk.App:
    """The app with the stages given, else the one that `-c stage=` names, else all of them.

    Raises `ConnectionsDoNotFit` where the functions of all capabilities together ask for more than a database has,
    and `MessagesComeBackTooSoon` and `PathsMeet`.
    """
    check_queues(topology)
    behaviors(topology)
    app = cdk.App(outdir=outdir, context=dict(context or {}))
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    for stage in stages if stages is not None else stages_called(app.node.try_get_context(STAGE_CONTEXT)):
        check_connections(topology, stage)
        _build_stage(app, stage, topology)
    cdk.Tags.of(app).add("project", "atomic-influence")
    return app


def _build_stage(app: cdk.App, stage: Stage, topology: Topology) -> None:
    data = DataStack(app, stage=stage, topology=topology)
    core = CoreStack(app, stage=stage, topology=topology, data=data)
    capabilities = [
        CapabilityStack(app, stage=stage, topology=topology, capability=page, data=data, core=core)
        for page in topology.capabilities
        if deployed(page)
    ]
    EdgeStack(app, stage=stage, topology=topology, core=core, capabilities=capabilities)
