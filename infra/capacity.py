"""What the map must not ask for: connections that the database lacks, messages that come back while they are worked on.

Every Lambda that runs may hold one connection.
"""

from math import ceil

from infra.stages import Stage
from infra.topology.types import Capability, Function, Topology

# Operators, the migrations (one for dbmate, one for the sources, one that holds their lock) and Aurora's own sessions.
CONNECTIONS_KEPT_FREE = 30
# A backend with its caches; measured backends of this kind hold 5 to 10 MiB.
MEBIBYTES_PER_CONNECTION = 10
MEBIBYTES_PER_CAPACITY_UNIT = 2048

FEWEST_POLLERS = 2
"""Lambda takes no smaller `MaximumConcurrency` for a queue."""
TIME_OUTS_A_MESSAGE_HIDES = 6
"""AWS's advice; with less than one it refuses the queue for the function."""


class ConnectionsDoNotFit(ValueError):
    """The map asks for more connections than a stage's database has."""


class PollersAreThrottled(ValueError):
    """A queue is polled by more than its function may run at once: Lambda would refuse the rest, again and again."""


class MessagesComeBackTooSoon(ValueError):
    """A queue shows its messages again while the function that it wakes may still work on them."""


def connections_wanted(topology: Topology, stage: Stage) -> int:
    """The most connections that the functions of the map can hold at once."""
    return sum(_bound(function, stage) for function in deployed(topology) if function.database_login)


def reserved_concurrency(function: Function, stage: Stage) -> int | None:
    """How many of a function may run at once in this stage; None where nothing bounds them.

    Whoever works on a queue keeps two where the map gives two: Lambda polls with no fewer, and would throttle itself.
    """
    if function.reserved_concurrency is None:
        return None
    least = FEWEST_POLLERS if function.queues else 1
    return min(
        function.reserved_concurrency,
        max(least, ceil(function.reserved_concurrency * stage.concurrency_share)),
    )


def concurrency_wanted(topology: Topology, stage: Stage) -> int:
    """What the stage's functions together take from the account's concurrency, the migrations' one included."""
    return 1 + sum(reserved_concurrency(function, stage) or 0 for function in deployed(topology))


def deployed(house: Topology | Capability) -> tuple[Function, ...]:
    """The functions of the map, or of one page of it, that exist in AWS."""
    return tuple(function for function in house.functions if not function.local_only)


def check_connections(topology: Topology, stage: Stage) -> None:
    """Raise `ConnectionsDoNotFit` if the functions, or the memory for their sessions, exceed the stage."""
    wanted, available = connections_wanted(topology, stage), stage.max_connections - CONNECTIONS_KEPT_FREE
    if wanted > available:
        raise ConnectionsDoNotFit(
            f"{stage.name}: {wanted} connections are wanted, {available} are to be had."
        )
    memory = stage.maximum_capacity * MEBIBYTES_PER_CAPACITY_UNIT
    if stage.max_connections * MEBIBYTES_PER_CONNECTION > memory / 2:
        raise ConnectionsDoNotFit(f"{stage.name}: sessions would take more than half of {memory:.0f} MiB.")


def check_queues(topology: Topology) -> None:
    """Raise `MessagesComeBackTooSoon` if a queue hides its messages too briefly for a function that it wakes.

    Raises `PollersAreThrottled` if the function may run less often at once than Lambda polls with.
    """
    hidden = {queue.name: queue.visibility_timeout_seconds for queue in topology.queues}
    for function in deployed(topology):
        if function.queues and (function.reserved_concurrency or FEWEST_POLLERS) < FEWEST_POLLERS:
            raise PollersAreThrottled(
                f"{function.name} is woken by a queue: it needs {FEWEST_POLLERS} at least."
            )
        least = function.timeout_seconds * TIME_OUTS_A_MESSAGE_HIDES
        for source in function.queues:
            if hidden[source.queue] < least:
                raise MessagesComeBackTooSoon(
                    f"{source.queue} hides for {hidden[source.queue]} s, {function.name} wants {least} s."
                )


def _bound(function: Function, stage: Stage) -> int:
    reserved = reserved_concurrency(function, stage)
    if reserved is None:
        raise ConnectionsDoNotFit(f"{function.name} uses the database and has no reserved concurrency.")
    return reserved
