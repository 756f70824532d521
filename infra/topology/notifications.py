"""The inbox, preferences, and all mail."""

from infra.topology.shared import public_routes, routes
from infra.topology.types import Capability, Function, Metric, Queue, QueueSource, Schedule, Throttle

UNSUBSCRIBE_THROTTLE = Throttle(requests_per_second=50, burst=100)
NOTIFICATIONS_API = Function(
    name="notifications-api",
    capability="notifications",
    entry="api",
    routes=(
        *routes("/functions/v1/notifications", "GET", "POST"),
        *routes("/api/v1/notification-deliveries", "GET"),
        *routes("/api/v1/notification-deliveries/{delivery_id}", "GET"),
        *routes("/api/v1/notification-deliveries/{delivery_id}/retry", "POST"),
        *routes("/api/v1/notification-preferences", "GET", "PUT"),
        *routes("/api/v1/notification-unsubscribes", "GET", "DELETE"),
        *routes("/api/v1/notifications", "GET"),
        *routes("/api/v1/notifications/read-all", "POST"),
        *routes("/api/v1/notifications/{notification_id}", "GET"),
        *routes("/api/v1/notifications/{notification_id}/read", "POST"),
        # A page for people, a look for link checkers, one click for mail clients (RFC 8058).
        *public_routes("/unsubscribe/{token}", "GET", "HEAD", "POST", throttle=UNSUBSCRIBE_THROTTLE),
    ),
    secrets=("UNSUBSCRIBE_SIGNING_KEY",),
    reserved_concurrency=20,
)
NOTIFICATIONS_WORKER = Function(
    name="notifications-worker",
    capability="notifications",
    entry="worker",
    timeout_seconds=120,
    database_login="jobs",
    queues=(QueueSource(queue="emails"),),
    environment=("API_BASE_URL", "RESEND_REQUESTS_PER_SECOND", "MAIL_REPLY_TO", "MAIL_POSTAL_ADDRESS"),
    secrets=("RESEND_API_KEY", "RESEND_FROM_EMAIL", "UNSUBSCRIBE_SIGNING_KEY", "LOCAL_OUTBOX_DIR"),
    # As many as Lambda polls a queue with at least; one of them sends (`only_sender`), at the pace of the whole stage.
    reserved_concurrency=2,
)
NOTIFICATIONS_SCHEDULE = Function(
    name="notifications-schedule",
    capability="notifications",
    entry="schedule",
    timeout_seconds=30,
    database_login="jobs",
    schedules=(Schedule(job="notifications-sweep", cron="* * * * *"),),
    sends_to=("emails",),
    reserved_concurrency=1,
)
NOTIFICATIONS_WEBHOOK = Function(
    name="notifications-webhook",
    capability="notifications",
    entry="webhook",
    database_login="hooks",
    routes=public_routes("/webhooks/resend", "POST"),
    secrets=("RESEND_WEBHOOK_SECRET",),
    reserved_concurrency=5,
)
NOTIFICATIONS_CUSTOM_MESSAGE = Function(
    name="notifications-custom-message",
    capability="notifications",
    entry="custom_message",
    database_login="hooks",
    timeout_seconds=5,  # Cognito waits no longer
    memory_mb=1024,
    identity_triggers=("customMessage",),
    environment=("API_BASE_URL", "MAIL_REPLY_TO", "MAIL_POSTAL_ADDRESS", "DATABASE_CONNECT_SECONDS"),
    reserved_concurrency=5,
)
CAPABILITY = Capability(
    name="notifications",
    functions=(
        NOTIFICATIONS_API,
        NOTIFICATIONS_WORKER,
        NOTIFICATIONS_SCHEDULE,
        NOTIFICATIONS_WEBHOOK,
        NOTIFICATIONS_CUSTOM_MESSAGE,
    ),
    queues=(
        # A wake-up call may find the only worker busy, many times over: it is no dead letter for that.
        Queue(name="emails", visibility_timeout_seconds=720, maximum_receives=100),
    ),
    metrics=(
        Metric(name="mails_sent", title="Mails sent"),
        Metric(name="mails_failed", title="Mails given up"),
    ),
)
