"""What a guard of money or of closed rows has refused is written down, although the refusal rolls back."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, LiteralString, Protocol

import psycopg
from psycopg.types.json import Jsonb

from common.errors import DomainError
from common.identity import Actor
from common.settings import optional
from common.telemetry import logger

WRITTEN_DOWN = frozenset({"IK001", "IK002", "IM001", "IG001"})
"""A step that a machine lacks, a change of what is closed, money that is not there, history that would change."""


class Asks(Protocol):
    """A transaction, of which this needs one thing."""

    def fetch_value(self, query: LiteralString, parameters: Mapping[str, Any], /) -> Any:
        """The first column of the first row."""
        ...


def write_down(
    begin: Callable[[Actor], AbstractContextManager[Asks]], actor: Actor, error: psycopg.Error
) -> None:
    """Leave a row of what `actor` was refused, in a transaction of its own. Its failure never hides the refusal."""
    if error.sqlstate not in WRITTEN_DOWN:
        return
    try:
        with begin(actor) as tx:
            tx.fetch_value(
                "select app.log_blocked_attempt(%(source)s, %(action)s, %(sqlstate)s, %(constraint)s, %(data)s)",
                {
                    "source": optional("AWS_LAMBDA_FUNCTION_NAME") or "atomic-influence",
                    "action": error.diag.message_primary or "",
                    "sqlstate": error.sqlstate,
                    "constraint": error.diag.constraint_name,
                    "data": Jsonb(json.loads(error.diag.message_detail or "{}")),
                },
            )
    except (DomainError, psycopg.Error, ValueError) as failure:
        logger().warning(
            "blocked attempt not written down", extra={"sqlstate": error.sqlstate}, exc_info=failure
        )
