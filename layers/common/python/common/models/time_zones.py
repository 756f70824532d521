"""Where it is what time for somebody."""

from typing import Annotated

from pydantic import StringConstraints

TimeZone = Annotated[str, StringConstraints(min_length=3, max_length=64)]
"""IANA's name of a place, `Europe/Berlin`, or `UTC`."""
