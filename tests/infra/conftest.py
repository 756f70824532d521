"""The templates of a stage, synthesized once per test run: it takes a while, and xdist's workers share it."""

import fcntl
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from infra.node import use_bundled_node
from infra.stages import STAGES
from infra.topology import TOPOLOGY
from infra.topology.types import Topology
from tests.infra.furnished import FURNISHED

Resource = dict[str, Any]


@dataclass(frozen=True)
class Assembly:
    """What a synth wrote."""

    directory: Path
    topology: Topology

    def resources(self, stack: str, kind: str) -> dict[str, Resource]:
        """Logical id → resource of `dev-data`, `prod-backend`, ... of this type."""
        template = json.loads((self.directory / f"atomic-influence-{stack}.template.json").read_text())
        return {name: one for name, one in template["Resources"].items() if one["Type"] == kind}

    def properties(self, stack: str, kind: str) -> list[Resource]:
        """The properties of a stack's resources of this type."""
        return [one.get("Properties", {}) for one in self.resources(stack, kind).values()]

    def violations(self) -> list[str]:
        """What cdk-nag and CloudFormation's validator object to."""
        report = json.loads((self.directory / "validation-report.json").read_text())
        return [
            f"{violation['ruleName']} {place.get('constructPath')}"
            for plugin in report["pluginReports"]
            for violation in plugin["violations"]
            for place in violation["violatingConstructs"]
        ]


def _synthesized(shared: Path, name: str, topology: Topology, stages: tuple[str, ...]) -> Assembly:
    directory = shared / f"cdk-{name}"
    shared.mkdir(exist_ok=True, parents=True)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (directory / "manifest.json").exists():
            use_bundled_node()
            from infra.app import build

            chosen = tuple(stage for stage in STAGES if stage.name in stages)
            context = {"bundle": "no"}
            if topology is not TOPOLOGY:
                # Nobody deploys the house with guests in it: only the real one must fit into a stack.
                context["@aws-cdk/core:stackResourceLimit"] = "0"
            app = build(topology, outdir=str(directory), context=context, stages=chosen)
            try:
                app.synth()
            except RuntimeError:
                # Broken rules are a test's finding, not every test's error.
                if not (directory / "validation-report.json").exists():
                    raise
    return Assembly(directory, topology)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this run see."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "infra"


@pytest.fixture(scope="session")
def house(shared: Path) -> Assembly:
    """Dev and prod of the real map."""
    return _synthesized(shared, "house", TOPOLOGY, ("dev", "prod"))


@pytest.fixture(scope="session")
def furnished(shared: Path) -> Assembly:
    """Dev of a map that uses what the real one does not use yet: queues, triggers, secrets."""
    return _synthesized(shared, "furnished", FURNISHED, ("dev",))
