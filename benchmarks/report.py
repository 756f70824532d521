"""Results as tables in benchmarks/README.md: one section a benchmark, replaced when it runs again."""

import re
from datetime import UTC, datetime
from pathlib import Path

README = Path(__file__).parent / "README.md"
HEADER = """# Measurements

Written by `make bench`; each section's numbers come from one run on one machine, so the ratios count, not the
absolute figures. Targets stand in the issues and in the docstring of each module.
"""

Row = tuple[str, str, str, str]
"""What was measured, its value, the limit or peer measured beside it, and the ratio."""


def write(name: str, rows: list[Row], machine: str) -> None:
    """Replace (or add) the section of one benchmark."""
    text = README.read_text(encoding="utf-8") if README.exists() else HEADER
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    section = (
        f"{begin}\n## {name}\n\n{today}, {machine}\n\n"
        f"| what | value | beside it | ratio |\n|---|---|---|---|\n{table}\n{end}\n"
    )
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}\n", re.DOTALL)
    text = pattern.sub(lambda _: section, text) if begin in text else f"{text.rstrip()}\n\n{section}"
    README.write_text(text, encoding="utf-8")


def show(name: str, rows: list[Row]) -> None:
    """Print the rows, for whoever waits at the terminal."""
    for row in rows:
        print(f"{name}: {' | '.join(row)}", flush=True)
