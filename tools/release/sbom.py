"""`make sbom`: what each upload consists of, as CycloneDX 1.6 in `.build/sbom/`; the same pins give the same bytes."""

import json
import subprocess
import sys
from pathlib import Path

from tools.release.audit import ROOT, SHIPPED

PROGRAM = ROOT / ".venv" / "release" / "bin" / "cyclonedx-py"
TARGET = ROOT / ".build" / "sbom"


def main() -> int:
    """Write one file for each set of requirements, and say how many parts each has."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in SHIPPED:
        file = TARGET / f"{name}.cdx.json"
        write(name, file)
        print(f"{file.relative_to(ROOT)}: {len(json.loads(file.read_text())['components'])} components")
    return 0


def write(name: str, file: Path) -> None:
    """The bill of one set. Raises `subprocess.CalledProcessError`."""
    requirements = ROOT / "requirements" / f"{name}.txt"
    subprocess.run(
        [PROGRAM, "requirements", requirements, "--pyproject", ROOT / "pyproject.toml", "--output-reproducible",
         "--spec-version", "1.6", "--output-file", file],
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
