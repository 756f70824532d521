"""Structured logs: one line per decision, with ids, without personal data."""

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from common.settings import optional

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger


@lru_cache(maxsize=1)
def logger() -> "Logger":
    """This process's logger (Powertools: JSON lines to standard output)."""
    from aws_lambda_powertools import Logger

    return Logger(
        service=optional("AWS_LAMBDA_FUNCTION_NAME") or "atomic-influence",
        level=optional("LOG_LEVEL") or logging.INFO,
        use_rfc3339=True,
        utc=True,
    )
