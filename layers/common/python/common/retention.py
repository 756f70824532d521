"""Clearing away, table by table in short transactions; a table that fails keeps no other from being cleared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from common.database import Transaction, transaction
from common.identity import SERVICE
from common.jobs import Counts
from common.telemetry import logger


@dataclass(frozen=True, slots=True)
class Purge:
    """What deletes rows of a table: `(tx, before, at_most) -> how many`, and how long they are kept."""

    kept: timedelta
    delete: Callable[[Transaction, datetime, int], int]


class TablesNotCleared(Exception):
    """Some tables could not be cleared; the others are. The message names them, and how many rows of each went."""


def clear(purges: Mapping[str, Purge], as_of: datetime, *, batch: int, most_batches: int) -> Counts:
    """Delete what is too old at `as_of`, `batch` rows at a time. Counts: the rows that went, per table.

    Raises `TablesNotCleared` after the last table, so that the run counts as failed and is repeated.
    """
    counts: Counts = {}
    failed: dict[str, Exception] = {}
    for table, purge in purges.items():
        counts[table] = 0
        try:
            for _ in range(most_batches):
                with transaction(SERVICE) as tx:
                    done = purge.delete(tx, as_of - purge.kept, batch)
                counts[table] += done
                if done < batch:
                    break
        except Exception as error:  # noqa: BLE001 - whatever it was is told; the other tables must go on
            logger().warning("table not cleared", extra={"table": table}, exc_info=error)
            failed[table] = error
    if failed:
        reasons = "; ".join(f"{table}: {type(error).__name__}: {error}" for table, error in failed.items())
        raise TablesNotCleared(f"{reasons} (rows that went: {counts})")
    return counts
