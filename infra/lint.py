"""`python -m infra.lint [STAGE]`: cfn-lint over the templates that the last synth wrote."""

import json
import os
import subprocess
import sys
from pathlib import Path

from infra.stages import stages_called
from infra.synth import OUTDIR

SILENT = {
    "W3005": "the CDK says DependsOn where a reference says it already",
    "W3045": "CloudFront's access log is written by ACL",
}
"""Rules that are not asked → why."""


def templates(assembly: Path, stage: str | None) -> list[str]:
    """The templates of a stage, or of all, that are in the assembly. Raises `ValueError` for an unknown stage."""
    begins = tuple(one.resource_name("") for one in stages_called(stage))
    artifacts = json.loads((assembly / "manifest.json").read_text())["artifacts"]
    return [
        str(assembly / one["properties"]["templateFile"])
        for name, one in artifacts.items()
        if one["type"] == "aws:cloudformation:stack" and name.startswith(begins)
    ]


def main(arguments: list[str]) -> int:
    """What cfn-lint answers: 0 where it objects to nothing."""
    assembly = Path(os.environ.get("CDK_OUTDIR", OUTDIR))
    found = templates(assembly, arguments[0] if arguments else None)
    if not found:
        sys.stderr.write(f"{assembly} has no template of {arguments or 'any stage'}.\n")
        return 1
    program = Path(sys.executable).with_name("cfn-lint")
    command = [str(program), "--ignore-checks", *SILENT, "--template", *found]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own tool, our own files


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
