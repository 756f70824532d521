"""Times as all our answers write them: in UTC, which is a `Z`."""

import re
from datetime import UTC, datetime

OF_POSTGRES = re.compile(r"(20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+00:00", re.ASCII)
"""How PostgreSQL writes a time into JSON in a session in UTC, as ours are."""


def moment_text(moment: datetime, *, timespec: str = "auto") -> str:
    """ISO 8601 in UTC; `timespec` as that of `datetime.isoformat`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec=timespec) + "Z"


def with_z(value: object) -> object:
    """A value of JSON that PostgreSQL wrote, whose texts that are a time end in `Z`."""
    if isinstance(value, dict):
        return {name: with_z(one) for name, one in value.items()}
    if isinstance(value, list):
        return [with_z(one) for one in value]
    if isinstance(value, str) and (found := OF_POSTGRES.fullmatch(value)):
        return f"{found[1]}Z"
    return value
