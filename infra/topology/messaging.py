"""What people of a brand and one person write to each other, once, in order, in real time."""

from infra.topology.gauges import Gauge, Threshold
from infra.topology.shared import export_queue, exporter, routes
from infra.topology.types import (
    Capability,
    FailureShare,
    Function,
    Metric,
    Queue,
    QueueSource,
    Schedule,
)

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
        *routes("/api/v1/conversations/{conversation_id}/attachments", "POST"),
        *routes("/api/v1/conversations/{conversation_id}/attachments/{attachment_id}", "DELETE"),
        *routes("/api/v1/conversations/{conversation_id}/attachments/{attachment_id}/complete", "POST"),
        *routes("/api/v1/conversations/{conversation_id}/attachments/{attachment_id}/download", "GET"),
        *routes("/api/v1/conversations/{conversation_id}/delivered", "PUT"),
        *routes("/api/v1/conversations/{conversation_id}/export", "POST"),
        *routes("/api/v1/conversations/{conversation_id}/messages", "GET", "POST"),
        *routes("/api/v1/conversations/{conversation_id}/legal-hold", "PUT"),
        *routes("/api/v1/conversations/{conversation_id}/messages/{seq}/original", "GET"),
        *routes("/api/v1/conversations/{conversation_id}/messages/{seq}/redact", "POST"),
        *routes("/api/v1/conversations/{conversation_id}/messages/{seq}/report", "POST"),
        *routes("/api/v1/conversations/{conversation_id}/read", "PUT"),
        *routes("/api/v1/conversations/{conversation_id}/typing", "POST"),
        *routes("/api/v1/held-messages", "GET"),
        *routes("/api/v1/held-messages/{held_message_id}", "GET"),
        *routes("/api/v1/held-messages/{held_message_id}/refuse", "POST"),
        *routes("/api/v1/held-messages/{held_message_id}/release", "POST"),
        *routes("/api/v1/message-reports", "GET"),
        *routes("/api/v1/message-reports/{report_id}/dismiss", "POST"),
        *routes("/api/v1/message-reports/{report_id}/uphold", "POST"),
        *routes("/api/v1/messages/search", "GET"),
        *routes("/api/v1/moderation-rules", "GET", "POST"),
        *routes("/api/v1/moderation-rules/try", "POST"),
        *routes("/api/v1/moderation-rules/{rule_key}", "GET", "PATCH", "DELETE"),
        *routes("/api/v1/realtime/connection", "GET"),
    ),
    sends_to=("emails", "export-conversation", "realtime"),
    environment=("MESSAGE_FILE_BUCKET", "UPLOAD_SCANNER", "REALTIME_HTTP_DOMAIN", "REALTIME_SOCKET_DOMAIN"),
    reserved_concurrency=30,
)
MESSAGING_SOCKET = Function(
    name="messaging-socket",
    capability="messaging",
    entry="socket",
    # A person waits for it who just opened the page; where it takes longer, their client asks again.
    timeout_seconds=5,
    answers_subscriptions=True,
    # All clients come back at once after an outage: 20 at 20 ms are 1,000 a second, and the rest ask again.
    reserved_concurrency=20,
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
    timeout_seconds=300,
    database_login="jobs",
    environment=("MESSAGE_FILE_BUCKET",),
    schedules=(
        Schedule(job="conversations-closing", cron="40 2 * * *"),
        Schedule(job="messages-retention", cron="25 3 * * *"),
        Schedule(job="messages-waiting", cron="*/2 * * * *"),
        Schedule(job="realtime-sweep", cron="* * * * *"),
        Schedule(job="unread-recount", cron="10 2 * * *"),
    ),
    sends_to=("realtime",),
    reserved_concurrency=3,
)
MESSAGING_EXPORTER = exporter("messaging", "export-conversation")
CAPABILITY = Capability(
    name="messaging",
    functions=(
        MESSAGING_API,
        MESSAGING_SOCKET,
        MESSAGING_WORKER,
        MESSAGING_SCHEDULE,
        MESSAGING_EXPORTER,
    ),
    gauges=(
        Gauge(name="held_messages_waiting", title="Messages that wait for an administrator"),
        Gauge(name="message_reports_open", title="Reports that wait for an administrator"),
        Gauge(name="moderation_waits_hours", title="Hours that the oldest of them waits"),
        Gauge(name="unread_counts_corrected", title="Unread counts that were wrong"),
    ),
    # Told every two minutes; looked at once an hour, for nobody decides within minutes.
    thresholds=(Threshold(name="moderation-waits", gauge="moderation_waits_hours", at_least=24, minutes=60),),
    api="second",
    queues=(
        # A wake-up call may find all workers busy, many times over: it is no dead letter for that.
        Queue(name="realtime", visibility_timeout_seconds=720, maximum_receives=100),
        export_queue("export-conversation"),
    ),
    metrics=(
        Metric(name="events_published", title="Events told to open connections"),
        Metric(name="events_failed", title="Events that the push service did not take"),
        Metric(name="events_expired", title="Hints that expired untold"),
    ),
    failures=(
        FailureShare(
            name="hints-expired",
            failed=("events_expired",),
            done=("events_published",),
            percent=10,
            fewest=100,
        ),
    ),
)
