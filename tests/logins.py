"""The database login that the map gives a function, for its handler in this process."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infra.topology import TOPOLOGY
from infra.topology.types import LOGIN_ROLES

_ROLES = {
    function.handler: LOGIN_ROLES[function.database_login]
    for function in TOPOLOGY.functions
    if function.database_login
}


@contextmanager
def own_login(handler: Any) -> Iterator[None]:
    """Inside, `handler` connects as it does in AWS; what a test has for a handler keeps the login of the test."""
    before = os.environ.get("DATABASE_URL", "")
    role = _ROLES.get(f"{handler.__module__}.{handler.__name__}")
    own = re.sub(r"//\w+@", f"//{role}@", before, count=1) if role else before
    if own == before:
        yield
        return
    _connect_anew(own)
    try:
        yield
    finally:
        _connect_anew(before)


def _connect_anew(url: str) -> None:
    from common import database as runtime

    runtime.close()
    os.environ["DATABASE_URL"] = url
