"""`python -m infra.lint [STAGE]`: cfn-lint over the templates that the last synth wrote."""

import os
import subprocess
import sys
from pathlib import Path

from infra.assembly import templates
from infra.stages import stages_called
from infra.synth import CDK_OUTDIR, OUTDIR

SILENT = {
    "W3005": "the CDK says DependsOn where a reference says it already",
}
"""Rules that are not asked → why."""


def _files(assembly: Path, stage: str | None) -> list[str]:
    """The templates of a stage, or of all, that are in the assembly. Raises `ValueError` for an unknown stage."""
    return [str(file) for one in stages_called(stage) for _, file in templates(assembly, one)]


def main(arguments: list[str]) -> int:
    """What cfn-lint answers: 0 where it objects to nothing."""
    assembly = Path(os.environ.get(CDK_OUTDIR, OUTDIR))
    found = _files(assembly, arguments[0] if arguments else None)
    if not found:
        sys.stderr.write(f"{assembly} has no template of {arguments or 'any stage'}.\n")
        return 1
    program = Path(sys.executable).with_name("cfn-lint")
    command = [str(program), "--ignore-checks", *SILENT, "--template", *found]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own tool, our own files


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
