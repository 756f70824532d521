"""Answers about rules against cheated scans."""

from common.models.base import Output


class ScanRulePrecision(Output):
    """How often a rule was right, as people decided in the last 90 days."""

    key: str
    """As in `listFraudRules`."""
    weight: int | None
    """Its points; null: it counts for nothing."""
    active: bool
    """Whether it counts now."""
    open: int
    """Flagged scans in which it found something and that wait."""
    decided: int
    """Those that somebody decided on."""
    confirmed: int
    """Those of them that were confirmed."""
    precision: float | None
    """Confirmed of decided, 0 to 1; null: nobody has decided yet."""
    cleared_by_time: int
    """Those that nobody looked at in time; they are not decided."""


class ScanRules(Output):
    """All rules against cheated scans, by their keys."""

    data: list[ScanRulePrecision]
