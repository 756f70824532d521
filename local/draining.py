"""Before the stop: what only the simulated SQS has is stored, and what cannot be is told by its number."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from local.failures import LocalFailure
from local.saying import say
from local.watch import Condition, Part

if TYPE_CHECKING:
    from local.queues import Queues

LOG = logging.getLogger("local.draining")


async def drain(queues: "Queues", parts: Sequence[Part], hurry: asyncio.Event) -> None:
    """Have what is left in `queues` done, and say what was not. Never raises for what it finds there.

    A database that stands still is started for it: the stop would forget what waits for it.
    """
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        left = await queues.count()
        if any(left.values()):
            say(f"{_told(left)} still to be stored; Ctrl-C once more leaves the rest.")
            await asyncio.to_thread(_start_what_stands_still, parts)
        left = await queues.drain(hurry)
    except (BotoCoreError, ClientError) as error:
        LOG.warning("draining: %s", error)
        say(
            "The queues of the local AWS do not answer: what lay in them is lost, and nobody can say how much."
        )
        return
    if any(left.values()):
        say(f"NOT STORED, and lost: {_told(left)}. The files in DATA_DIR/logs say why.")


def _told(left: Mapping[str, int]) -> str:
    return ", ".join(
        f"{number} message{'s' if number > 1 else ''} of the queue {queue}"
        for queue, number in left.items()
        if number
    )


def _start_what_stands_still(parts: Sequence[Part]) -> None:
    for part in parts:
        if part.condition() is not Condition.RUNS:
            try:
                say(part.start_again())
            except LocalFailure as failure:
                say(str(failure))
