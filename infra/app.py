"""The CDK app: two stacks for each stage, checked by cdk-nag. Run through `infra/synth.py`."""

from collections.abc import Iterable, Mapping

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from infra.stacks.backend import BackendStack
from infra.stacks.data import DataStack
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
    """The app with the stages given, else the one that `-c stage=` names, else all of them."""
    app = cdk.App(outdir=outdir, context=dict(context or {}))
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    for stage in stages if stages is not None else stages_called(app.node.try_get_context(STAGE_CONTEXT)):
        data = DataStack(app, stage=stage, topology=topology)
        BackendStack(app, stage=stage, topology=topology, data=data)
        cdk.Tags.of(app).add("project", "atomic-influence")
    return app
