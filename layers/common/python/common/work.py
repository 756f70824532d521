"""Work that waits in a table: claimed in batches, handled outside the transaction of the claim, tried again.

One statement claims, for every table of work: rows that are due, as many as asked for, passing over what another
worker has in hand (`for update skip locked`). The claim is committed before anything is done. So work is done at
least once: a worker that dies leaves what it claimed to whoever comes when the lease is over, and one bad item is
recorded and stops no other.

A worker that was only slow may still be there when another has its row. A claim is known by the number of the
attempt, which never goes back: what says how an item ended asks for it, so whoever comes late changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, LiteralString, Protocol, TypeVar
from uuid import UUID

from common.backoff import Setback
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.telemetry import logger

LEASE = timedelta(minutes=5)
"""Longer than any worker needs for a batch: whoever has not finished by then is dead."""
LONGEST_ERROR = 2_000
TAKEN_OVER = "taken_over"
"""How an item ended for the worker that came too late."""

Item = TypeVar("Item", bound="WorkItem")


class WorkItem(Protocol):
    """A claimed row, as far as the loop knows it."""

    @property
    def id(self) -> UUID | str:
        """Which row it is; the log names it, and nothing else of it."""
        ...

    @property
    def attempts(self) -> int:
        """Which claim of the row it is."""
        ...


class ClaimLost(Exception):
    """Another worker has the row by now, or has finished it: what this one did about it is not to be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTable:
    """A table of work, whose rows have an `id` and count their `attempts`: what differs in the statements about it.

    All parts are SQL about the table as `w`. `columns`: what is shown of a claimed row. `is_open`: which rows are not
    done; `is_due`: which of them may be claimed. `take`: what a claim sets, with the parameter `lease`. `id_type`: of
    its `id`. Other parameters come with the call.
    """

    name: LiteralString
    id_type: LiteralString = "uuid"
    columns: LiteralString
    is_open: LiteralString
    is_due: LiteralString = "w.available_at <= now()"
    take: LiteralString = "available_at = now() + %(lease)s"
    order: LiteralString = "w.available_at, w.id"

    @property
    def is_held(self) -> LiteralString:
        """Which rows are still in the hands of the claims that `claims_of` names, and not done."""
        return (
            f"({self.is_open}) and (w.id, w.attempts) in (select c.id, c.attempts from"
            f" unnest(%(ids)s::{self.id_type}[], %(claims)s::integer[]) as c (id, attempts))"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RetriedWorkTable(WorkTable):
    """A table of work that is tried again.

    `again` and `never`: what a failure sets that is not, or is, the last one, with the parameters `error` and `delay`.
    """

    again: LiteralString
    never: LiteralString


def claim(
    tx: Transaction, row: type[Item], table: WorkTable, *, at_most: int, lease: timedelta = LEASE,
    **parameters: object,
) -> list[Item]:  # fmt: skip
    """Up to `at_most` rows that are due, ours until the lease ends; their `attempts` count this one too."""
    return tx.fetch_all(
        row,
        f"with due as (select w.id from {table.name} as w where ({table.is_open}) and ({table.is_due})"
        f" order by {table.order} limit %(at_most)s for update of w skip locked),"
        f" claimed as (update {table.name} as w set attempts = w.attempts + 1, {table.take}"
        f" from due where w.id = due.id returning {table.columns}) select * from claimed order by id",
        {"at_most": at_most, "lease": lease, **parameters},
    )


def claims_of(items: Sequence[WorkItem]) -> dict[str, object]:
    """The parameters of `WorkTable.is_held`."""
    return {"ids": [item.id for item in items], "claims": [item.attempts for item in items]}


def finish(
    tx: Transaction, table: WorkTable, item: WorkItem, changes: LiteralString, **parameters: object
) -> None:
    """Write down how an item ended, in the transaction of what it caused. Raises `ClaimLost`, which undoes that."""
    done = tx.execute(
        f"update {table.name} as w set {changes} where {table.is_held}", {**claims_of([item]), **parameters}
    )
    if done == 0:
        raise ClaimLost


def set_back(
    tx: Transaction, table: RetriedWorkTable, items: Sequence[WorkItem], error: str, setback: Setback,
    **parameters: object,
) -> list[Any]:  # fmt: skip
    """Write down what went wrong with items, and when they are tried again, all at the same moment; their ids.

    What somebody else has finished or in hand meanwhile stays as it is.
    """
    changes = table.never if setback.is_last else table.again
    return tx.fetch_values(
        f"update {table.name} as w set {changes} where {table.is_held} returning w.id",
        {**claims_of(items), "error": error[:LONGEST_ERROR], "delay": setback.delay, **parameters},
    )


def work_through(
    claim_batch: Callable[[Transaction], Sequence[Item]],
    handle: Callable[[Sequence[Item]], Iterable[str]],
    *,
    has_time: Callable[[], bool] = lambda: True,
) -> Counter[str]:
    """Handle what is due, one batch after the other, until nothing is or the time is over.

    `handle` says how each item ended; the answer counts these words. What it raises ends the run: the batch in hand
    comes back when its lease is over.
    """
    counts: Counter[str] = Counter()
    while has_time():
        with transaction(SERVICE) as tx:
            batch = claim_batch(tx)
        if not batch:
            break
        counts.update(handle(batch))
    return counts


def one_by_one(
    handle: Callable[[Item], str], fail: Callable[[Item, Exception], str]
) -> Callable[[Sequence[Item]], Iterator[str]]:
    """A `handle` of `work_through` out of one for single items: what goes wrong with one of them stops no other.

    `fail` writes it down and says how the item ended. One whose claim was lost ended as `TAKEN_OVER`.
    """

    def handle_batch(batch: Sequence[Item]) -> Iterator[str]:
        for item in batch:
            try:
                outcome = handle(item)
            except ClaimLost:
                logger().warning("work was taken over", extra={"id": str(item.id)})
                outcome = TAKEN_OVER
            except Exception as error:  # noqa: BLE001 - whatever it was is recorded; the others must go on
                logger().warning("work failed", extra={"id": str(item.id)}, exc_info=error)
                outcome = fail(item, error)
            yield outcome

    return handle_batch


def described(error: Exception) -> str:
    """An error as it is written down: its kind, and what it says."""
    return f"{type(error).__name__}: {error}"
