"""What people scan: activations, their codes and places; the door of fans, which no stadium shuts."""

from infra.topology.types import Capability, Function

ACTIVATIONS_API = Function(
    name="activations-api",
    capability="activations",
    entry="api",
    routes=(),
    reserved_concurrency=20,
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
        ACTIVATIONS_SCHEDULE,
    ),
    api="second",
)
