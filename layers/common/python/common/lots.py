"""A walk over a whole table, by id, in lots: each a transaction of its own, as long as there is time."""

from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar
from uuid import UUID

from common.database import Transaction, transaction
from common.deadline import Deadline
from common.identity import SERVICE

FIRST = UUID(int=0)
"""Before all ids."""


class HasLastId(Protocol):
    """What was done with a lot; `last_id` is None where nothing was left."""

    @property
    def last_id(self) -> UUID | None: ...


Lot = TypeVar("Lot", bound=HasLastId)


def walk(do: Callable[[Transaction, UUID], Lot], deadline: Deadline) -> Iterator[Lot]:
    """Do one lot after the other, each with what lies behind the last id of the one before.

    The last one says whether that was all: where the deadline came first, it has a `last_id`.
    """
    after: UUID | None = FIRST
    while after is not None:
        with transaction(SERVICE) as tx:
            lot = do(tx, after)
        yield lot
        after = None if deadline.is_over else lot.last_id
