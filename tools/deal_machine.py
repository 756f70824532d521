"""Draws the machine of held funds from its trigger, and its timers, into docs/deals.md (`make docs`)."""

import json
import re
from pathlib import Path

from common.models.deals import WHAT_HAPPENS_THEN

ROOT = Path(__file__).parents[1]
MIGRATIONS = ROOT / "database" / "migrations"
DOCUMENT = ROOT / "docs" / "deals.md"
BEGIN, END = "<!-- machine -->", "<!-- /machine -->"


def machine(table: str = "escrows") -> dict[str, list[str]]:
    """The steps of a table, as its trigger's arguments say."""
    source = next(MIGRATIONS.glob(f"*_{table}.sql")).read_text(encoding="utf-8")
    found = re.search(r"guard_status_machine\(\s*'IK001', '(\{.*?\})'\s*\)", source, re.DOTALL)
    assert found is not None
    steps: dict[str, list[str]] = json.loads(found[1])
    return steps


def diagram(steps: dict[str, list[str]]) -> list[str]:
    """All statuses and steps of a machine, which begins with its first."""
    known = {status for found in steps.values() for status in found}
    lines = ["```mermaid", "stateDiagram-v2", f"  [*] --> {next(iter(steps))}"]
    lines += [f"  {before} --> {after}" for before, found in steps.items() for after in found]
    return [*lines, *(f"  {final} --> [*]" for final in sorted(known - steps.keys())), "```"]


def drawing() -> str:
    """Both diagrams, and a table of what time does."""
    lines = [
        *diagram(machine()),
        "",
        "A dispute of what is `disputed`:",
        "",
        *diagram(machine("deal_disputes")),
    ]
    lines += ["", "| `next_step` | what happens then |", "|---|---|"]
    lines += [f"| `{step}` | {sentence} |" for step, sentence in WHAT_HAPPENS_THEN.items()]
    return "\n".join(lines)


def render(text: str) -> str:
    """The page with the drawing of today."""
    head, _, rest = text.partition(BEGIN)
    return f"{head}{BEGIN}\n{drawing()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    DOCUMENT.write_text(render(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
