"""Answers about the system itself."""

from typing import Literal

from common.models.base import Output


class Health(Output):
    """Whether the system can answer."""

    status: Literal["ok", "unavailable"]
    database: Literal["ok", "unreachable"]
