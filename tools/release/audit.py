"""`make audit`: whether what is shipped has known weaknesses, asked of OSV by pip-audit, which runs beside us.

A package index serves no advisories: without the way to OSV the answer is not "none known", and this ends with 2.
`OSV_URL` names a mirror.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SHIPPED = ("layer", "migrations")
"""Of `requirements/`: what stands in an upload."""
PIP_AUDIT = ROOT / ".venv" / "release" / "bin" / "pip-audit"
OSV = "https://api.osv.dev/v1/query"
NOT_ASKED = 2


def judge(report: dict[str, Any], pinned: Iterable[str]) -> tuple[list[str], list[str]]:
    """Weaknesses, and packages of which nothing is known because nobody answered; a sentence each."""
    answered = {one["name"]: one for one in report["dependencies"]}
    weak = [
        f"{name} {one['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version'}"
        for name, one in answered.items()
        for found in one.get("vulns", ())
    ]
    unknown = [f"{name}: {one['skip_reason']}" for name, one in answered.items() if "skip_reason" in one]
    unknown += [f"{name}: was not asked for" for name in pinned if name not in answered]
    return weak, unknown


def pinned_in(requirements: Path) -> list[str]:
    """The packages that a file pins, but those for another system."""
    lines = requirements.read_text(encoding="utf-8").splitlines()
    return [line.partition("==")[0] for line in lines if "==" in line and ";" not in line]


def main() -> int:
    """Ask; 1 where a package is weak, 2 where it could not be told of one."""
    weak: list[str] = []
    unknown: list[str] = []
    for name in SHIPPED:
        requirements = ROOT / "requirements" / f"{name}.txt"
        ran = subprocess.run(
            [PIP_AUDIT, "--requirement", requirements, "--require-hashes", "--disable-pip", "--vulnerability-service",
             "osv", "--osv-url", os.environ.get("OSV_URL", OSV), "--format", "json", "--progress-spinner", "off"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        try:
            report = json.loads(ran.stdout)
        except ValueError:
            last = (ran.stderr.strip().splitlines() or ["it said nothing"])[-1]
            unknown.append(f"{requirements.name}: nobody answered ({last[:300]})")
            continue
        found, missing = judge(report, pinned_in(requirements))
        weak, unknown = weak + found, unknown + missing
    print("\n".join([*weak, *unknown]) or f"No known weakness in {', '.join(SHIPPED)}.")
    return 1 if weak else NOT_ASKED if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
