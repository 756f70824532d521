"""What people scan: activations, their codes and places; the door of fans, which no stadium shuts."""

from infra.topology.shared import routes
from infra.topology.types import Capability, Function, Schedule

ACTIVATIONS_API = Function(
    name="activations-api",
    capability="activations",
    entry="api",
    routes=(
        *routes("/api/v1/activations", "GET", "POST"),
        *routes("/api/v1/activations/{activation_id}", "DELETE", "GET", "PATCH"),
        *routes("/api/v1/activations/{activation_id}/complete", "POST"),
        *routes("/api/v1/activations/{activation_id}/launch", "POST"),
        *routes("/api/v1/activations/{activation_id}/live", "GET"),
        *routes("/api/v1/activations/{activation_id}/pause", "POST"),
        *routes("/api/v1/activations/{activation_id}/resume", "POST"),
        *routes("/api/v1/geofences", "GET", "POST"),
        *routes("/api/v1/geofences/{geofence_id}", "DELETE", "GET", "PATCH"),
        *routes("/api/v1/geofences/{geofence_id}/test", "POST"),
        *routes("/api/v1/scans", "GET"),
    ),
    reserved_concurrency=20,
)
ACTIVATIONS_SCHEDULE = Function(
    name="activations-schedule",
    capability="activations",
    entry="schedule",
    timeout_seconds=600,
    database_login="jobs",
    schedules=(
        Schedule(job="activations", cron="*/5 * * * *"),
        Schedule(job="scan-minutes", cron="* * * * *"),
    ),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="activations",
    functions=(
        ACTIVATIONS_API,
        ACTIVATIONS_SCHEDULE,
    ),
    api="second",
)
