"""What people of a brand and one person write to each other, once, in order, in real time."""

from infra.topology.shared import routes
from infra.topology.types import Capability, Function, Metric, Queue, QueueSource, Schedule

MESSAGING_API = Function(
    name="messaging-api",
    capability="messaging",
    entry="api",
    routes=(
        *routes("/api/v1/conversations", "GET"),
        *routes("/api/v1/conversations/{conversation_id}", "GET"),
        *routes("/api/v1/realtime/connection", "GET"),
    ),
    sends_to=("realtime",),
    environment=("REALTIME_HTTP_DOMAIN", "REALTIME_SOCKET_DOMAIN"),
    reserved_concurrency=5,
)
MESSAGING_SOCKET = Function(
    name="messaging-socket",
    capability="messaging",
    entry="socket",
    # A person waits for it who just opened the page; where it takes longer, their client asks again.
    timeout_seconds=5,
    answers_subscriptions=True,
    reserved_concurrency=10,
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
MESSAGING_SCHEDULE = Function(
    name="messaging-schedule",
    capability="messaging",
    entry="schedule",
    timeout_seconds=60,
    database_login="jobs",
    schedules=(Schedule(job="realtime-sweep", cron="* * * * *"),),
    sends_to=("realtime",),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="messaging",
    functions=(MESSAGING_API, MESSAGING_SOCKET, MESSAGING_WORKER, MESSAGING_SCHEDULE),
    api="second",
    queues=(
        # A wake-up call may find all workers busy, many times over: it is no dead letter for that.
        Queue(name="realtime", visibility_timeout_seconds=720, maximum_receives=100),
    ),
    metrics=(
        Metric(name="events_published", title="Events told to open connections"),
        Metric(name="events_failed", title="Events that the push service did not take"),
        Metric(name="events_expired", title="Hints that expired untold"),
    ),
)
