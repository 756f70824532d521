"""The templates of a stage, synthesized once per test run: it takes a while, and xdist's workers share it."""

import fcntl
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from infra.node import use_bundled_node
from infra.stages import DEV, PROD, Stage
from infra.topology import TOPOLOGY
from infra.topology.types import Topology
from tests.infra.furnished import FURNISHED

Resource = dict[str, Any]


@dataclass(frozen=True)
class Stack:
    """One template. `name` is what stands behind the stage: `data`, `core`, `capability-payments`, `edge`."""

    name: str
    file: Path
    needs: frozenset[str]

    @cached_property
    def template(self) -> Resource:
        """The whole template."""
        template: Resource = json.loads(self.file.read_text())
        return template

    def resources(self, kind: str) -> dict[str, Resource]:
        """Logical id → resource of this type."""
        return {name: one for name, one in self.template["Resources"].items() if one["Type"] == kind}

    def properties(self, kind: str) -> list[Resource]:
        """The properties of the resources of this type."""
        return [one.get("Properties", {}) for one in self.resources(kind).values()]

    def policies(self) -> dict[str, Resource]:
        """Documents of what its roles may do, by role (or policy) and name, wherever the template has them."""
        inside = {
            f"{name}.{policy['PolicyName']}": policy["PolicyDocument"]
            for name, role in self.resources("AWS::IAM::Role").items()
            for policy in role["Properties"].get("Policies", [])
        }
        beside = {
            name: policy["Properties"]["PolicyDocument"]
            for kind in ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
            for name, policy in self.resources(kind).items()
        }
        return inside | beside


@dataclass(frozen=True)
class Assembly:
    """What a synth wrote."""

    directory: Path
    topology: Topology

    def stacks(self, stage: str) -> tuple[Stack, ...]:
        """The stacks of a stage in the order of their deploy."""
        begin = f"atomic-influence-{stage}-"
        manifest = json.loads((self.directory / "manifest.json").read_text())
        return tuple(
            Stack(
                name.removeprefix(begin),
                self.directory / artifact["properties"]["templateFile"],
                frozenset(
                    need.removeprefix(begin)
                    for need in artifact.get("dependencies", ())
                    if not need.endswith(".assets")
                ),
            )
            for name, artifact in manifest["artifacts"].items()
            if artifact["type"] == "aws:cloudformation:stack" and name.startswith(begin)
        )

    def stack(self, stage: str, name: str) -> Stack:
        """The stack called `name`. Raises `KeyError` where there is none."""
        return {one.name: one for one in self.stacks(stage)}[name]

    def properties(self, stage: str, kind: str) -> list[Resource]:
        """The properties of all resources of this type, in whichever stack of the stage."""
        return [one for stack in self.stacks(stage) for one in stack.properties(kind)]

    def violations(self) -> list[str]:
        """What cdk-nag and CloudFormation's validator object to."""
        report = json.loads((self.directory / "validation-report.json").read_text())
        return [
            f"{violation['ruleName']} {place.get('constructPath')}"
            for plugin in report["pluginReports"]
            for violation in plugin["violations"]
            for place in violation["violatingConstructs"]
        ]


def synthesized(shared: Path, name: str, topology: Topology, stages: tuple[Stage, ...]) -> Assembly:
    """What a synth of these stages wrote, once for all workers."""
    directory = shared / f"cdk-{name}"
    shared.mkdir(exist_ok=True, parents=True)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (directory / "manifest.json").exists():
            use_bundled_node()
            from infra.app import build

            app = build(topology, outdir=str(directory), context={"bundle": "no"}, stages=stages)
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
    return synthesized(shared, "house", TOPOLOGY, (DEV, PROD))


@pytest.fixture(scope="session")
def furnished(shared: Path) -> Assembly:
    """Dev of a map that uses what the real one does not use yet: queues, triggers, secrets."""
    return synthesized(shared, "furnished", FURNISHED, (DEV,))
