"""The Lambdas of a topology, by name."""

from pathlib import Path

from infra.topology.types import Function, Topology
from local.environment import Stage, function_environment
from local.runtime.pool import Pool
from local.runtime.worker import WorkerPlan

MOST_PROCESSES = 4


class Functions:
    """One pool per Lambda; a process starts with the first event that needs it."""

    def __init__(
        self, topology: Topology, stage: Stage, logs: Path, most_processes: int = MOST_PROCESSES
    ) -> None:
        self._pools = {
            function.name: Pool(
                plan(function, topology, stage, logs),
                most=min(function.reserved_concurrency or most_processes, most_processes),
            )
            for function in topology.functions
        }

    async def invoke(self, name: str, event: bytes) -> bytes:
        """Run the function `name` on a JSON event. Raises `InvocationFailed`."""
        return await self._pools[name].invoke(event)

    @property
    def pids(self) -> list[int]:
        """All processes that run now."""
        return [pid for pool in self._pools.values() for pid in pool.pids]

    async def close(self) -> None:
        """Kill all processes."""
        for pool in self._pools.values():
            await pool.close()


def plan(function: Function, topology: Topology, stage: Stage, logs: Path) -> WorkerPlan:
    """How to run one Lambda of the topology."""
    return WorkerPlan(
        name=function.name,
        handler=function.handler,
        timeout_seconds=function.timeout_seconds,
        environment=function_environment(function, topology, stage),
        task_root=stage.task_root,
        log_file=logs / f"{function.name}.log",
    )
