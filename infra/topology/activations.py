"""What people scan: activations, their codes and places; the door of fans, which no stadium shuts."""

from dataclasses import replace

from infra.topology.gauges import Gauge, Threshold
from infra.topology.shared import OWN_ADDRESSES, export_queue, exporter, fan_routes, routes
from infra.topology.types import Capability, Function, Metric, Queue, QueueSource, Schedule

ACTIVATIONS_API = Function(
    name="activations-api",
    capability="activations",
    entry="api",
    routes=(
        *routes("/api/v1/activation-codes/{code_id}", "GET", "PATCH"),
        *routes("/api/v1/activation-codes/{code_id}/qr", "GET"),
        *routes("/api/v1/activation-fans/{fan_id}", "DELETE"),
        *routes("/api/v1/activation-staff/{staff_id}", "DELETE"),
        *routes("/api/v1/activations", "GET", "POST"),
        *routes("/api/v1/activations/{activation_id}", "DELETE", "GET", "PATCH"),
        *routes("/api/v1/activations/{activation_id}/codes", "GET", "POST"),
        *routes("/api/v1/activations/{activation_id}/complete", "POST"),
        *routes("/api/v1/activations/{activation_id}/launch", "POST"),
        *routes("/api/v1/activations/{activation_id}/live", "GET"),
        *routes("/api/v1/activations/{activation_id}/pause", "POST"),
        *routes("/api/v1/activations/{activation_id}/resume", "POST"),
        *routes("/api/v1/activations/{activation_id}/sheets", "POST"),
        *routes("/api/v1/activations/{activation_id}/staff", "GET", "POST"),
        *routes("/api/v1/fan-links", "GET", "POST"),
        *routes("/api/v1/fan-links/{fan_id}", "DELETE"),
        *fan_routes("/api/v1/fans/me", "GET", "DELETE"),
        *fan_routes("/api/v1/fans/me/codes", "POST"),
        *fan_routes("/api/v1/fans/me/codes/confirm", "POST"),
        *fan_routes("/api/v1/fans/me/link", "POST"),
        *routes("/api/v1/geofences", "GET", "POST"),
        *routes("/api/v1/geofences/{geofence_id}", "DELETE", "GET", "PATCH"),
        *routes("/api/v1/geofences/{geofence_id}/test", "POST"),
        *fan_routes("/api/v1/qr/scans", "POST"),
        *fan_routes("/api/v1/qr/scans/{scan_id}", "GET"),
        *fan_routes("/api/v1/qr/screens/{code}", "GET"),
        *fan_routes("/q/staff", "GET", "POST"),
        *fan_routes("/q/{code}/gate", "GET"),
        *fan_routes("/q/{code}/screen", "GET"),
        *routes("/api/v1/scan-reviews", "GET"),
        *routes("/api/v1/scan-reviews/{scan_id}", "GET", "POST"),
        *routes("/api/v1/scan-rules", "GET"),
        *routes("/api/v1/scans", "GET"),
    ),
    sends_to=("emails", "export-activation-codes-pdf", "export-activation-codes-svg", "rewards"),
    environment=OWN_ADDRESSES,
    secrets=("ACTIVATIONS_KEY",),
    reserved_concurrency=20,
)
ACTIVATIONS_SCAN = Function(
    name="activations-scan",
    capability="activations",
    entry="scan",
    timeout_seconds=10,  # longer than an attempt to reach a database that is not there
    database_login="scan",
    routes=(
        *fan_routes("/api/v1/qr/scan", "POST"),
        *fan_routes("/q/{code}", "GET", "HEAD", "POST"),
        *fan_routes("/q/{code}/next", "GET", "HEAD"),
        *fan_routes("/q/{code}/result", "GET", "HEAD"),
        # Whatever else somebody makes of a code: with a slash behind it, for instance.
        *fan_routes("/q/{proxy+}", "GET", "HEAD"),
    ),
    sends_to=("scans",),
    environment=(*OWN_ADDRESSES, "TRACKING_HASH_KEYS_SECRET"),
    secrets=("ACTIVATIONS_KEY",),
    reserved_concurrency=100,
)
ACTIVATIONS_SCHEDULE = Function(
    name="activations-schedule",
    capability="activations",
    entry="schedule",
    timeout_seconds=600,
    database_login="jobs",
    schedules=(
        Schedule(job="activations", cron="*/5 * * * *"),
        Schedule(job="privacy-check", cron="25 5 2 * *"),
        Schedule(job="scan-minutes", cron="* * * * *"),
        Schedule(job="scan-reviews", cron="25 * * * *"),
        Schedule(job="scans-retention", cron="25 3 * * *"),
    ),
    reserved_concurrency=2,
)
ACTIVATIONS_WORKER = Function(
    name="activations-worker",
    capability="activations",
    entry="worker",
    timeout_seconds=60,
    memory_mb=1024,
    database_login="jobs",
    queues=(QueueSource(queue="scans", batch_size=1_000, maximum_batching_window_seconds=2),),
    reserved_concurrency=2,
)
ACTIVATIONS_EXPORTER = replace(
    exporter("activations", "export-activation-codes-pdf", "export-activation-codes-svg"),
    environment=("EXPORT_BUCKET", "SHORT_LINK_BASE_URL"),
)
CAPABILITY = Capability(
    name="activations",
    functions=(
        ACTIVATIONS_API,
        ACTIVATIONS_SCAN,
        ACTIVATIONS_SCHEDULE,
        ACTIVATIONS_WORKER,
        ACTIVATIONS_EXPORTER,
    ),
    queues=(
        export_queue("export-activation-codes-pdf"),
        export_queue("export-activation-codes-svg"),
        # Whoever scanned has been told that it counts, or will: two and a half days of attempts.
        Queue(name="scans", visibility_timeout_seconds=360, maximum_receives=600, holds_the_only_copy=True),
    ),
    metrics=(
        Metric(name="scans_accepted", title="Scans that counted"),
        Metric(name="scans_flagged", title="Scans that somebody has to look at"),
        Metric(name="scans_refused", title="Scans refused"),
    ),
    gauges=(
        Gauge(name="privacy_overdue", title="Things of fans that are kept longer than they may be"),
        Gauge(name="scan_reviews_open", title="Flagged scans that wait for somebody"),
    ),
    thresholds=(Threshold(name="privacy-overdue", gauge="privacy_overdue", at_least=1, minutes=60),),
    api="second",
)
