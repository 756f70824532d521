"""The map speaks five-field cron; EventBridge Scheduler has six fields, `?`, and Sunday is 1."""

import re

_NAMES = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")


def scheduler_expression(cron: str) -> str:
    """`0 * * * *` → `cron(0 * * * ? *)`. Raises `ValueError` for what Scheduler cannot say."""
    fields = cron.split()
    if len(fields) != 5:
        raise ValueError(f"{cron!r} has {len(fields)} fields instead of five.")
    minute, hour, day, month, weekday = fields
    if weekday == "*":
        return f"cron({minute} {hour} {day} {month} ? *)"
    if day != "*":
        # Unix means "either", Scheduler refuses both.
        raise ValueError(f"{cron!r} names a day of the month and a day of the week.")
    return f"cron({minute} {hour} ? {month} {_weekdays(weekday)} *)"


def _weekdays(field: str) -> str:
    if "/" in field:
        raise ValueError(f"Name the days instead of a step: {field!r}.")
    return re.sub(r"\d+", lambda match: _NAMES[int(match[0]) % 7], field.upper())
