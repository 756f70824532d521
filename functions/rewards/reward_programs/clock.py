"""What time does to programs: they end, what is left goes back, what was owed is granted."""

from datetime import datetime
from itertools import takewhile
from uuid import UUID

from common.database import transaction
from common.database_errors import DatabaseUnavailable
from common.deadline import Deadline, HasRemainingTime
from common.identity import SERVICE
from common.jobs import Counts
from common.telemetry import logger
from rewards.reward_programs import repository

JOB = "reward-programs"
BATCH = 100
SPARE_SECONDS = 20
"""What one program may take at its slowest."""


class ProgramsNotMoved(Exception):
    """Some programs failed; all others were done."""


def run_programs(as_of: datetime, context: HasRemainingTime) -> Counts:
    """Go through all that are due, each in a transaction of its own.

    Counts: programs `moved`, those `passed` over as somebody else was at them, `failed`. Raises `ProgramsNotMoved`, at
    the end, and `DatabaseUnavailable`.
    """
    deadline = Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS)
    counts: Counts = {"moved": 0, "passed": 0, "failed": 0}
    after: UUID | None = None
    while not deadline.is_over:
        with transaction(SERVICE) as tx:
            due = repository.due_programs(tx, as_of, after, BATCH)
        for program in takewhile(lambda _: not deadline.is_over, due):
            counts[_move(program, as_of)] += 1
        if len(due) < BATCH:
            break
        after = due[-1]
    if counts["failed"]:
        raise ProgramsNotMoved(f"{counts['failed']} programs were not moved")
    return counts


def _move(program: UUID, as_of: datetime) -> str:
    """How it ended."""
    try:
        with transaction(SERVICE) as tx:
            moved = repository.move_program(tx, program, as_of)
    except DatabaseUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - one that fails stops no other; the run fails at its end
        logger().warning("a reward program was not moved", extra={"program_id": str(program)}, exc_info=error)
        return "failed"
    return "passed" if moved is None else "moved"
