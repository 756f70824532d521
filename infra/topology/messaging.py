"""What people of a brand and one person write to each other, once, in order, in real time."""

from infra.topology.gauges import Gauge
from infra.topology.shared import routes
from infra.topology.types import Capability, Function, Metric, Queue, QueueSource, Schedule

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
        *routes("/api/v1/realtime/connection", "GET"),
    ),
    sends_to=("realtime",),
    environment=("REALTIME_HTTP_DOMAIN", "REALTIME_SOCKET_DOMAIN"),
    reserved_concurrency=5,
)
MESSAGING_SCHEDULE = Function(
    name="messaging-schedule",
    capability="messaging",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    schedules=(
        Schedule(job="realtime-sweep", cron="* * * * *"),
        Schedule(job="unread-recount", cron="10 2 * * *"),
    ),
    sends_to=("realtime",),
    reserved_concurrency=2,
)
MESSAGING_WORKER = Function(
    name="messaging-worker",
    capability="messaging",
    entry="worker",
    timeout_seconds=120,
    database_login="jobs",
    queues=(QueueSource(queue="realtime"),),
    publishes=True,
    environment=("REALTIME_HTTP_DOMAIN",),
    secrets=("REALTIME_LOCAL_KEY",),
    reserved_concurrency=4,
)
CAPABILITY = Capability(
    name="messaging",
    functions=(MESSAGING_API, MESSAGING_SCHEDULE, MESSAGING_WORKER),
    queues=(
        # A wake-up call may find all workers busy, many times over: it is no dead letter for that.
        Queue(name="realtime", visibility_timeout_seconds=720, maximum_receives=100),
    ),
    metrics=(
        Metric(name="events_published", title="Events told to open connections"),
        Metric(name="events_failed", title="Events that the push service did not take"),
        Metric(name="events_expired", title="Hints that expired untold"),
    ),
    gauges=(Gauge(name="unread_counts_corrected", title="Unread counts that were wrong"),),
    api="second",
)
