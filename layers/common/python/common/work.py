"""Work that waits in a table: claimed in batches, handled outside the transaction of the claim, tried again.

One statement claims, for every table of work: rows that are due, as many as asked for, passing over what another
worker has in hand (`for update skip locked`). The claim is committed before anything is done. So work is done at
least once: a worker that dies leaves what it claimed to whoever comes when the lease is over, and one bad item is
recorded and stops no other.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import LiteralString, Protocol, TypeVar
from uuid import UUID

from common.backoff import Setback
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.telemetry import logger

LEASE = timedelta(minutes=5)
"""Longer than any worker needs for a batch: whoever has not finished by then is dead."""
LONGEST_ERROR = 2_000

Item = TypeVar("Item", bound="WorkItem")


class WorkItem(Protocol):
    """A claimed row, as far as the loop knows it."""

    @property
    def id(self) -> UUID | str:
        """Which row it is; the log names it, and nothing else of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTable:
    """A table of work, whose rows have an `id` and count their `attempts`: what differs in the statements about it.

    All parts are SQL about the table as `w`. `columns`: what is shown of a claimed row. `is_open`: which rows are not
    done; `is_due`: which of them may be claimed. `take`: what a claim sets, with the parameter `lease`. Other
    parameters come with the call.
    """

    name: LiteralString
    columns: LiteralString
    is_open: LiteralString
    is_due: LiteralString = "w.available_at <= now()"
    take: LiteralString = "available_at = now() + %(lease)s"
    order: LiteralString = "w.available_at, w.id"


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


def set_back(
    tx: Transaction, table: RetriedWorkTable, ids: Sequence[UUID] | Sequence[str], error: str, setback: Setback,
    **parameters: object,
) -> int:  # fmt: skip
    """Write down what went wrong with rows, and when they are tried again, all at the same moment; how many.

    What somebody else has finished meanwhile stays finished.
    """
    changes = table.never if setback.is_last else table.again
    return tx.execute(
        f"update {table.name} as w set {changes} where w.id = any(%(ids)s) and ({table.is_open})",
        {"ids": list(ids), "error": error[:LONGEST_ERROR], "delay": setback.delay, **parameters},
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

    `fail` writes it down and says how the item ended.
    """

    def handle_batch(batch: Sequence[Item]) -> Iterator[str]:
        for item in batch:
            try:
                outcome = handle(item)
            except Exception as error:  # noqa: BLE001 - whatever it was is recorded; the others must go on
                logger().warning("work failed", extra={"id": str(item.id)}, exc_info=error)
                outcome = fail(item, error)
            yield outcome

    return handle_batch


def described(error: Exception) -> str:
    """An error as it is written down: its kind, and what it says."""
    return f"{type(error).__name__}: {error}"
