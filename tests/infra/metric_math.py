"""CloudWatch's metric math, as far as our alarms speak it."""

from collections.abc import Mapping
from typing import Any

FUNCTIONS: dict[str, Any] = {
    "FILL": lambda point, value: value if point is None else point,
    "SUM": sum,
    "MAX": max,
    "IF": lambda condition, yes, no: yes if condition else no,
}


def evaluate(expression: str, points: Mapping[str, float | None]) -> float:
    """The expression for one period; what has no value has no data point."""
    return float(eval(expression, {"__builtins__": {}}, {**points, **FUNCTIONS}))
