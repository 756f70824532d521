"""What people of a brand and one person write to each other, once, in order, in real time."""

from infra.topology.shared import routes
from infra.topology.types import Capability, Function, Schedule

MESSAGING_API = Function(
    name="messaging-api",
    capability="messaging",
    entry="api",
    routes=(
        *routes("/api/v1/conversations", "GET"),
        *routes("/api/v1/conversations/{conversation_id}", "GET"),
    ),
    reserved_concurrency=5,
)
MESSAGING_SCHEDULE = Function(
    name="messaging-schedule",
    capability="messaging",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    schedules=(Schedule(job="messages-waiting", cron="*/2 * * * *"),),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="messaging",
    functions=(MESSAGING_API, MESSAGING_SCHEDULE),
    api="second",
)
