"""Whoever is woken finds the alarm in the runbook, and the runbook knows no alarm that there is not."""

import re

from infra.bundling import ROOT
from infra.objectives import BURNS
from tests.infra.conftest import Assembly

RUNBOOK = ROOT / "docs/operations.md"
NAME = re.compile(r"`([a-z<>-]+[a-z0-9<>-]*)`")


def _rows() -> set[str]:
    """Alarms in the first column, as the page writes them."""
    text = RUNBOOK.read_text(encoding="utf-8").partition("\n## Runbook\n")[2].partition("\n### ")[0]
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in NAME.findall(cell)}


def _placeholders(house: Assembly) -> list[tuple[str, str]]:
    slugs = [page.slug for page in house.topology.capabilities]
    queues = [queue.name for queue in house.topology.queues]
    return [
        *(
            (rf"^{slug}-(errors|throttles|slow|schedules-dead|scheduler)$", r"<capability>-\1")
            for slug in slugs
        ),
        *((rf"^{queue}-(backlog|age|dead)$", r"<queue>-\1") for queue in queues),
        *((rf"-{burn.name}-burn$", "-<rate>-burn") for burn in BURNS),
        (r"^core-(throttles|slow)$", r"<capability>-\1"),
        (r"^api-[a-z0-9-]+-(5xx|refusals)$", r"api-\1"),
    ]


def test_every_alarm_that_tells_somebody_has_a_row_and_every_row_its_alarm(house: Assembly) -> None:
    names: set[str] = set()
    for kind in ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"):
        for one in house.properties("prod", kind):
            if "AlarmActions" in one:
                name = str(one["AlarmName"]).removeprefix("atomic-influence-prod-")
                for pattern, placeholder in _placeholders(house):
                    name = re.sub(pattern, placeholder, name)
                names.add(name)
    assert _rows() == names | {"payments-errors"}, "`payments-errors` has a row for the books beside its own"
