"""The database login that the map gives a function, for its handler in this process."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from common import database as runtime
from infra.topology import TOPOLOGY
from infra.topology.types import LOGIN_ROLES

_ROLES = {
    function.handler: LOGIN_ROLES[function.database_login]
    for function in TOPOLOGY.functions
    if function.database_login
}

_kept: dict[str, psycopg.Connection[Any]] = {}
"""Connections of logins that are not asked at the moment, by their address."""


@contextmanager
def own_login(handler: Any) -> Iterator[None]:
    """Inside, `handler` connects as it does in AWS; what a test has for a handler keeps the login of the test."""
    before = os.environ.get("DATABASE_URL", "")
    role = _ROLES.get(f"{handler.__module__}.{handler.__name__}")
    own = re.sub(r"//\w+@", f"//{role}@", before, count=1) if role else before
    if own == before:
        yield
        return
    _connect_as(own)
    try:
        yield
    finally:
        _connect_as(before)


def end_kept() -> None:
    """End the connection of the runtime, and those that are kept for other logins."""
    runtime.close()
    while _kept:
        _kept.popitem()[1].close()


def _connect_as(url: str) -> None:
    """As in AWS, where each function keeps its connection from one request to the next."""
    if (connection := runtime._connection) is not None and not connection.closed:
        told = conninfo_to_dict(before := os.environ.get("DATABASE_URL", ""))
        if (told.get("user"), told.get("dbname")) == (connection.info.user, connection.info.dbname):
            _kept[before] = connection
            runtime._connection = None
    runtime.close()  # and forgets what it knew of limits
    runtime._connection = _kept.pop(url, None)
    os.environ["DATABASE_URL"] = url
