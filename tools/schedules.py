"""Writes down the timers of the map for the Lambdas, which know no map (`make docs`)."""

import json
from pathlib import Path

from infra.topology import TOPOLOGY
from infra.topology.types import Topology

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "layers" / "common" / "python" / "common" / "schedules.json"


def render(topology: Topology = TOPOLOGY) -> str:
    """The document's text: every job with its cron and the function that does it, by name."""
    jobs = [
        {"job": schedule.job, "cron": schedule.cron, "function": function.name}
        for schedule, function in topology.timers
    ]
    return json.dumps(sorted(jobs, key=lambda one: one["job"]), indent=1) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(render(), encoding="utf-8")
