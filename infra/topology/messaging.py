"""What people of a brand and one person write to each other, once, in order, in real time."""

from infra.topology.shared import export_queue, exporter, routes
from infra.topology.types import Capability, Function, Schedule

MESSAGING_API = Function(
    name="messaging-api",
    capability="messaging",
    entry="api",
    routes=(
        *routes("/api/v1/conversations", "GET"),
        *routes("/api/v1/conversations/{conversation_id}", "GET"),
        *routes("/api/v1/conversations/{conversation_id}/attachments", "POST"),
        *routes("/api/v1/conversations/{conversation_id}/attachments/{attachment_id}", "DELETE"),
        *routes("/api/v1/conversations/{conversation_id}/attachments/{attachment_id}/complete", "POST"),
        *routes("/api/v1/conversations/{conversation_id}/attachments/{attachment_id}/download", "GET"),
        *routes("/api/v1/conversations/{conversation_id}/export", "POST"),
        *routes("/api/v1/messages/search", "GET"),
    ),
    sends_to=("export-conversation",),
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
    schedules=(Schedule(job="messages-retention", cron="25 3 * * *"),),
    reserved_concurrency=2,
)
MESSAGING_EXPORTER = exporter("messaging", "export-conversation")
CAPABILITY = Capability(
    name="messaging",
    functions=(MESSAGING_API, MESSAGING_SCHEDULE, MESSAGING_EXPORTER),
    queues=(export_queue("export-conversation"),),
    api="second",
)
