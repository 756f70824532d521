"""The CDK app: the stacks of each stage, checked by cdk-nag. Run through `infra/synth.py`."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from infra.behaviors import behaviors
from infra.bundling import ROOT
from infra.capacity import check_connections, check_queues, deployed
from infra.realtime import check_realtime
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
    and `MessagesComeBackTooSoon`, `PathsMeet` and `RealtimeIsNotWhole`.
    """
    check_queues(topology)
    check_realtime(topology)
    behaviors(topology)
    app = cdk.App(outdir=outdir, context={**context_of_the_command_line(), **(context or {})})
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    for stage in stages if stages is not None else stages_called(app.node.try_get_context(STAGE_CONTEXT)):
        check_connections(topology, stage)
        _build_stage(app, stage, topology)
    cdk.Tags.of(app).add("project", "atomic-influence")
    return app


def context_of_the_command_line() -> dict[str, Any]:
    """What `cdk deploy` sets: what is synthesized without it, and tested, is what is deployed."""
    context: dict[str, Any] = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]
    return context


def _build_stage(app: cdk.App, stage: Stage, topology: Topology) -> None:
    data = DataStack(app, stage=stage, topology=topology)
    core = CoreStack(app, stage=stage, topology=topology, data=data)
    capabilities = [
        CapabilityStack(app, stage=stage, topology=topology, capability=page, data=data, core=core)
        for page in topology.capabilities
        if deployed(page)
    ]
    EdgeStack(app, stage=stage, topology=topology, core=core, capabilities=capabilities)
