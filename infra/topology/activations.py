"""What people scan: activations, their codes and places; the door of fans, which no stadium shuts."""

from infra.topology.shared import OWN_ADDRESSES, fan_routes
from infra.topology.types import Capability, Function

ACTIVATIONS_API = Function(
    name="activations-api",
    capability="activations",
    entry="api",
    routes=(),
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
    schedules=(),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="activations",
    functions=(
        ACTIVATIONS_API,
        ACTIVATIONS_SCAN,
        ACTIVATIONS_SCHEDULE,
    ),
    api="second",
)
