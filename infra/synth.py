"""`python -m infra.synth` writes the templates to `cdk.out`; the CDK's command line runs it too (cdk.json)."""

import os
import sys
from pathlib import Path

from infra.node import use_bundled_node

OUTDIR = "cdk.out"


def synthesize() -> Path:
    """Write the cloud assembly, and say where."""
    use_bundled_node()
    # These start Node, which must be on PATH by then.
    from infra.app import build
    from infra.topology import TOPOLOGY

    return Path(build(TOPOLOGY, outdir=os.environ.get("CDK_OUTDIR", OUTDIR)).synth().directory)


def main() -> int:
    """Synthesize; 1 where a rule is broken."""
    try:
        outdir = synthesize()
    except RuntimeError as error:
        # jsii has no narrower class; CDK has printed which rule is broken where.
        sys.stderr.write(f"{error}\n")
        return 1
    templates = sorted(path.name for path in outdir.glob("*.template.json"))
    sys.stderr.write(f"{outdir}: {', '.join(templates)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
