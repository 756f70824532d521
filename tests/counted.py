"""What was counted, read from the log as CloudWatch reads it (embedded metric format)."""

import json
from collections import Counter

import pytest


def counted(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """The figures told since the last call, by name; asserts that each line is one that CloudWatch takes."""
    found: Counter[str] = Counter()
    for line in capsys.readouterr().out.splitlines():
        if '"_aws"' in line:
            told = json.loads(line)
            (directive,) = told["_aws"]["CloudWatchMetrics"]
            assert isinstance(told["_aws"]["Timestamp"], int)
            assert directive["Namespace"] == "AtomicInfluence"
            (metric,) = directive["Metrics"]
            assert metric["Unit"] == "Count"
            assert all(isinstance(told[name], str) for names in directive["Dimensions"] for name in names)
            found[metric["Name"]] += told[metric["Name"]]
    return dict(found)
