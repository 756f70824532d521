"""The recorded lines, with their names filled in, and whether an answer is as recorded."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

HERE = Path(__file__).parent
ANY = "$any"
NAME = re.compile(r"\$(?:[a-z]+|[0-9]+)(?![a-z0-9])")


def lines(name: str, **names: str) -> list[dict[str, Any]]:
    """A recording; ids that a client draws are drawn anew each time."""
    known = {f"${name}": value for name, value in names.items()}

    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: filled(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [filled(inner) for inner in value]
        return NAME.sub(lambda found: _meaning(known, found[0]), value) if isinstance(value, str) else value

    text = (HERE / f"{name}.jsonl").read_text(encoding="utf-8")
    return [filled(json.loads(line)) for line in text.splitlines()]


def _meaning(known: dict[str, str], name: str) -> str:
    if name == ANY:
        return name
    return known.setdefault(name, str(uuid4())) if name[1:].isdigit() else known[name]


def agree(said: Any, recorded: Any) -> bool:
    """Whether it is the same, but for what is recorded as `$any`: some text, never an empty one."""
    if recorded == ANY:
        return isinstance(said, str) and said != ""
    if isinstance(recorded, dict):
        same = isinstance(said, dict) and said.keys() == recorded.keys()
        return same and all(agree(said[key], recorded[key]) for key in recorded)
    if isinstance(recorded, list):
        same = isinstance(said, list) and len(said) == len(recorded)
        return same and all(map(agree, said, recorded))
    return bool(said == recorded)
