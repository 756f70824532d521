"""`python -m infra.synth` writes the templates to `cdk.out`; the CDK's command line runs it too (cdk.json)."""

import json
import os
import sys
from pathlib import Path

from infra.node import use_bundled_node

OUTDIR = "cdk.out"
REPORT = "validation-report.json"


def synthesize() -> Path:
    """Write the cloud assembly, and say where."""
    use_bundled_node()
    # These start Node, which must be on PATH by then.
    from infra.app import build  # noqa: PLC0415
    from infra.topology import TOPOLOGY  # noqa: PLC0415

    return Path(build(TOPOLOGY, outdir=os.environ.get("CDK_OUTDIR", OUTDIR)).synth().directory)


def findings(outdir: Path) -> list[str]:
    """What the validation plugins (cdk-nag, CloudFormation's own) object to, one sentence each."""
    path = outdir / REPORT
    if not path.exists():
        return []
    report = json.loads(path.read_text(encoding="utf-8"))
    return [
        f"{violation['ruleName']}: {place.get('constructPath', '')} {violation.get('description', '')}"
        for plugin in report["pluginReports"]
        for violation in plugin["violations"]
        for place in violation["violatingConstructs"]
    ]


def main() -> int:
    """Synthesize; 1 where a rule is broken. Only `jsii` knows, and its exit code does not reach Python."""
    outdir = synthesize()
    if found := findings(outdir):
        sys.stderr.write("\n".join(found) + "\n")
        return 1
    templates = sorted(path.name for path in outdir.glob("*.template.json"))
    sys.stderr.write(f"{outdir}: {', '.join(templates)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
