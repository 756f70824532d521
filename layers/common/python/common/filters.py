"""Filters of lists."""

from typing import LiteralString


def where(*conditions: tuple[LiteralString, object]) -> LiteralString:
    """The conditions whose value was given, joined by `and`; `true` without any.

    A filter that is not given leaves no trace in the statement, so that each combination gets its own plan.
    """
    given: list[LiteralString] = [condition for condition, value in conditions if value is not None]
    return " and ".join(given) if given else "true"


def containing(text: str) -> str:
    """A pattern of LIKE that matches `text` anywhere, none of its characters being a wildcard."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
