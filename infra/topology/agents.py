"""Who brings people, and what they earn from their deals."""

from infra.topology.types import Capability, Function, Schedule

AGENTS_API = Function(
    name="agents-api",
    capability="agents",
    entry="api",
    routes=(),
    reserved_concurrency=20,
)
AGENTS_SCHEDULE = Function(
    name="agents-schedule",
    capability="agents",
    entry="schedule",
    timeout_seconds=600,
    memory_mb=1024,
    database_login="jobs",
    schedules=(Schedule(job="referral-touches", cron="50 2 * * *"),),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="agents",
    functions=(
        AGENTS_API,
        AGENTS_SCHEDULE,
    ),
    api="second",
)
