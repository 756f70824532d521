"""The examples as they are written down: a file for each capability, beside the tool that shows them."""

import json

from tests.examples.stage import Examples
from tools.openapi import examples


def write(found: Examples) -> None:
    """Write all of them, and drop the files that hold none any more."""
    for file in examples.HERE.glob("*.json"):
        file.unlink()
    for capability, of_capability in found.items():
        text = json.dumps(of_capability, indent=1, sort_keys=True, ensure_ascii=False)
        (examples.HERE / f"{capability}.json").write_text(f"{text}\n", encoding="utf-8")


def read() -> Examples:
    """What is written."""
    return {
        file.stem: json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(examples.HERE.glob("*.json"))
    }
