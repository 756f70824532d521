"""Use cases as calls: on behalf of somebody, in a transaction of theirs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from common.database import Transaction, transaction
from common.identity import SERVICE, Actor
from tests.interleaving.exploring import Connection
from tests.interleaving.scheduler import Call

UseCase = Callable[..., object]


def as_user(user: UUID, use_case: UseCase, *arguments: object, **named: object) -> Call:
    """`use_case(tx, …)` in a transaction of `user`."""
    return _in_transaction(Actor("user", user), use_case, arguments, named)


def as_service(use_case: UseCase, *arguments: object, **named: object) -> Call:
    """`use_case(tx, …)` in a transaction of the service."""
    return _in_transaction(SERVICE, use_case, arguments, named)


def statement(query: str) -> UseCase:
    """A single statement as a use case; its arguments are the parameters."""

    def execute(tx: Transaction, *parameters: object) -> object:
        names = {f"p{place}": value for place, value in enumerate(parameters)}
        return tx.fetch_value(query.format(*(f"%({name})s" for name in names)), names)

    return execute


def done(called: str, of: str = "") -> UseCase:
    """The call of a function as a use case that answers ok, whatever the function says."""
    return statement(f"select case when {called} is null then 'ok' else 'ok' end {of}")


def noting(ended: list[str], name: str, call: Call) -> Call:
    """`call`, which leaves its name when it has committed; steps are taken one at a time, so the order is true."""

    def noted() -> object:
        answer = call()
        ended.append(name)
        return answer

    return noted


def value(db: Connection, query: str, *parameters: object) -> Any:
    """The first column of the first row, as the superuser sees it."""
    row = db.execute(query.encode(), parameters).fetchone()
    return row[0] if row else None


def _in_transaction(
    actor: Actor, use_case: UseCase, arguments: tuple[Any, ...], named: dict[str, Any]
) -> Call:
    def call() -> object:
        with transaction(actor) as tx:
            return use_case(tx, *arguments, **named)

    return call
