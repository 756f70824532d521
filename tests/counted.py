"""What was counted and told, read from the log as CloudWatch reads it (embedded metric format)."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest


def counted(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """The figures told since the last call, by name; asserts that each line is one that CloudWatch takes."""
    found: Counter[str] = Counter()
    for metric, told in _told(capsys):
        assert metric["Unit"] == "Count"
        found[metric["Name"]] += told[metric["Name"]]
    return dict(found)


def levels(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """The gauges told since the last call, by name and kind, as `escrows locked`; asserts the same."""
    found: dict[str, int] = {}
    for metric, told in _told(capsys):
        assert metric["Unit"] == "None"
        found[" ".join([metric["Name"], *([told["Of"]] if "Of" in told else [])])] = told[metric["Name"]]
    return found


def _told(capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[Any, Any]]:
    for line in capsys.readouterr().out.splitlines():
        if '"_aws"' in line:
            told = json.loads(line)
            (directive,) = told["_aws"]["CloudWatchMetrics"]
            assert isinstance(told["_aws"]["Timestamp"], int)
            assert directive["Namespace"] == "AtomicInfluence"
            (metric,) = directive["Metrics"]
            assert all(isinstance(told[name], str) for names in directive["Dimensions"] for name in names)
            yield metric, told
