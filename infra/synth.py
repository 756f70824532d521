"""`python -m infra.synth [STAGE]` writes the templates to `cdk.out`; the CDK's command line runs it too (cdk.json)."""

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from infra.counts import Count, counts
from infra.node import use_bundled_node
from infra.stages import STAGES, Stage, stages_called
from infra.walk import told, walk
from infra.walk.house import House

OUTDIR = "cdk.out"
CDK_OUTDIR = "CDK_OUTDIR"
"""What `cdk synth`, `cdk diff` and `cdk deploy` set, and `make synth` does not."""


def synthesize(stages: Iterable[Stage] | None = None) -> Path:
    """Write the cloud assembly, and say where. None leaves the choice of stages to the CDK's context."""
    use_bundled_node()
    # These start Node, which must be on PATH by then.
    from infra.app import build
    from infra.topology import TOPOLOGY

    if stages is None and CDK_OUTDIR in os.environ:
        stages = stage_to_deploy(json.loads(os.environ.get("CDK_CONTEXT_JSON", "{}")).get("stage"))
    outdir = os.environ.get(CDK_OUTDIR, OUTDIR)
    return Path(build(TOPOLOGY, outdir=outdir, stages=stages).synth().directory)


def stage_to_deploy(name: str | None) -> tuple[Stage, ...]:
    """The one stage that the CDK's command line may look at or deploy.

    Raises `ValueError` without a name (`--all` would be dev and prod), and `NotDeployable`.
    """
    if name is None:
        raise ValueError("Say which stage: -c stage=dev.")
    for stage in stages_called(name):
        stage.check_deployable()
    return stages_called(name)


def main(arguments: list[str]) -> int:
    """Synthesize the stage that is named, or all; 1 where a rule is broken, or a link is missing (infra/walk)."""
    begin = time.monotonic()
    try:
        outdir = synthesize(stages_called(arguments[0]) if arguments else None)
    except (RuntimeError, ValueError) as error:
        # jsii has no narrower class; CDK has printed which rule is broken where.
        sys.stderr.write(f"{error}\n")
        return 1
    for stage in STAGES:
        for count in counts(outdir, stage):
            sys.stderr.write(_line(count))
    missing = [line for stage in STAGES for line in told(walk(House.read(outdir, stage)))]
    sys.stderr.writelines(f"{line}\n" for line in missing)
    sys.stderr.write(f"{outdir}: written in {time.monotonic() - begin:.0f} s\n")
    return 1 if missing else 0


def _line(count: Count) -> str:
    return f"{count.stage:8} {count.what:44} {count.number:4} of {count.most}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
