"""`make deploy STAGE=…`: a release in the order that loses nothing. Each step is a command of its own, too.

The account is asked first whether it takes the stage: what it lacks would show after twenty minutes, half deployed.
The snapshot comes before the migrations, the throttles of routes that go before the routes, and stacks one after
another: several share an API, which may refuse two changes at once.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from infra.stages import Stage
from tools.release import snapshots, throttles
from tools.release.stages import command, stage_called

ROOT = Path(__file__).parents[2]
CDK = "aws-cdk@2.1148.1"


def cdk_command(stage: Stage, assembly: str = "cdk.out") -> list[str]:
    """What is run: all stacks of one stage, from templates that were checked already, and never two at once."""
    return [
        "npx", "--yes", CDK, "deploy", "--app", assembly, f"atomic-influence-{stage.name}-*",
        "--concurrency", "1", "--require-approval", "never", "--progress", "events",
    ]  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Deploy the stage that is named; with `--plan` only say what would be done. Ends at the first step that fails.

    `--anyway` leaves the first step out: for who knows better than it does. A stage that names no account is refused
    all the same.
    """
    name = arguments[0] if arguments else ""
    try:
        stage = stage_called(name)
        if "--anyway" in arguments and "--plan" not in arguments:
            stage.check_deployable()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    steps: tuple[tuple[str, Callable[[], int]], ...] = (
        ("preflight", lambda: _run([sys.executable, "-m", "infra.preflight", stage.name])),
        ("synth", lambda: _run([sys.executable, "-m", "infra.synth", stage.name])),
        ("snapshot", lambda: command(snapshots.take, name)),
        ("throttles first", lambda: command(throttles.remove, name)),
        ("deploy", lambda: _run(cdk_command(stage))),
    )
    for title, step in steps[1:] if "--anyway" in arguments else steps:
        print(f"--- {title}", flush=True)
        if "--plan" in arguments:
            continue
        if failed := step():
            print(f"{stage.name}: {title} failed; what comes after it was not begun.", file=sys.stderr)
            return failed
    return 0


def _run(words: list[str]) -> int:
    return subprocess.run(words, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
