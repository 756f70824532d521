"""What people scan: activations, their codes and places; the door of fans, which no stadium shuts."""

from infra.topology.gauges import Gauge, Threshold
from infra.topology.shared import OWN_ADDRESSES, fan_routes, routes
from infra.topology.types import Capability, Function, Schedule

ACTIVATIONS_API = Function(
    name="activations-api",
    capability="activations",
    entry="api",
    routes=(
        *routes("/api/v1/activation-fans/{fan_id}", "DELETE"),
        *routes("/api/v1/fan-links", "GET", "POST"),
        *routes("/api/v1/fan-links/{fan_id}", "DELETE"),
        *fan_routes("/api/v1/fans/me", "GET", "DELETE"),
        *fan_routes("/api/v1/fans/me/codes", "POST"),
        *fan_routes("/api/v1/fans/me/codes/confirm", "POST"),
        *fan_routes("/api/v1/fans/me/link", "POST"),
    ),
    sends_to=("emails", "rewards"),
    environment=OWN_ADDRESSES,
    reserved_concurrency=20,
)
ACTIVATIONS_SCHEDULE = Function(
    name="activations-schedule",
    capability="activations",
    entry="schedule",
    timeout_seconds=600,
    database_login="jobs",
    schedules=(
        Schedule(job="privacy-check", cron="25 5 2 * *"),
        Schedule(job="scans-retention", cron="25 3 * * *"),
    ),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="activations",
    functions=(
        ACTIVATIONS_API,
        ACTIVATIONS_SCHEDULE,
    ),
    gauges=(Gauge(name="privacy_overdue", title="Things of fans that are kept longer than they may be"),),
    thresholds=(Threshold(name="privacy-overdue", gauge="privacy_overdue", at_least=1, minutes=60),),
    api="second",
)
