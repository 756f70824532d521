"""What people of a brand and one person write to each other, once, in order, in real time."""

from infra.topology.gauges import Gauge
from infra.topology.shared import routes
from infra.topology.types import Capability, Function, Schedule

MESSAGING_API = Function(
    name="messaging-api",
    capability="messaging",
    entry="api",
    routes=(
        *routes("/api/v1/blocks", "GET"),
        *routes("/api/v1/blocks/{user_id}", "PUT", "DELETE"),
        *routes("/api/v1/conversations", "GET", "POST"),
        *routes("/api/v1/conversations/unread", "GET"),
        *routes("/api/v1/conversations/{conversation_id}", "GET", "PATCH"),
        *routes("/api/v1/conversations/{conversation_id}/delivered", "PUT"),
        *routes("/api/v1/conversations/{conversation_id}/messages", "GET", "POST"),
        *routes("/api/v1/conversations/{conversation_id}/read", "PUT"),
        *routes("/api/v1/conversations/{conversation_id}/typing", "POST"),
    ),
    sends_to=("realtime",),
    reserved_concurrency=5,
)
MESSAGING_SCHEDULE = Function(
    name="messaging-schedule",
    capability="messaging",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    schedules=(
        Schedule(job="messages-waiting", cron="*/2 * * * *"),
        Schedule(job="unread-recount", cron="10 2 * * *"),
    ),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="messaging",
    functions=(MESSAGING_API, MESSAGING_SCHEDULE),
    gauges=(Gauge(name="unread_counts_corrected", title="Unread counts that were wrong"),),
    api="second",
)
