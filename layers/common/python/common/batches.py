"""Work that is due at a moment, batch by batch, each in a transaction of its own."""

from collections.abc import Callable
from datetime import datetime

from common.database import Transaction, transaction
from common.identity import SERVICE


def in_batches(
    step: Callable[[Transaction, datetime, int], int], moment: datetime, *, batch: int, most_batches: int
) -> int:
    """Call `step(tx, moment, batch)`, which says how many it did, until it does fewer than a batch; how many in all."""
    done = 0
    for _ in range(most_batches):
        with transaction(SERVICE) as tx:
            some = step(tx, moment, batch)
        done += some
        if some < batch:
            break
    return done
