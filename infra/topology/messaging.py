"""What people of a brand and one person write to each other, once, in order, in real time."""

from infra.topology.gauges import Gauge
from infra.topology.shared import export_queue, exporter, routes
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
    ),
    sends_to=("emails", "export-conversation", "realtime"),
    environment=("MESSAGE_FILE_BUCKET", "UPLOAD_SCANNER"),
    reserved_concurrency=5,
)
MESSAGING_SCHEDULE = Function(
    name="messaging-schedule",
    capability="messaging",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    environment=("MESSAGE_FILE_BUCKET",),
    schedules=(
        Schedule(job="messages-retention", cron="25 3 * * *"),
        Schedule(job="unread-recount", cron="10 2 * * *"),
    ),
    reserved_concurrency=2,
)
MESSAGING_EXPORTER = exporter("messaging", "export-conversation")
CAPABILITY = Capability(
    name="messaging",
    functions=(MESSAGING_API, MESSAGING_SCHEDULE, MESSAGING_EXPORTER),
    queues=(export_queue("export-conversation"),),
    gauges=(Gauge(name="unread_counts_corrected", title="Unread counts that were wrong"),),
    api="second",
)
