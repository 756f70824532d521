"""What people earn beyond their deals: facts are counted, and programs grant for them."""

from infra.topology.shared import routes
from infra.topology.types import Capability, Function

REWARDS_API = Function(
    name="rewards-api",
    capability="rewards",
    entry="api",
    routes=(
        *routes("/api/v1/reward-triggers", "GET", "POST"),
        *routes("/api/v1/reward-triggers/schema", "GET"),
        *routes("/api/v1/reward-triggers/{trigger_id}", "GET", "PATCH"),
        *routes("/api/v1/reward-triggers/{trigger_id}/live", "POST"),
        *routes("/api/v1/reward-triggers/{trigger_id}/pause", "POST"),
        *routes("/api/v1/reward-triggers/{trigger_id}/resume", "POST"),
        *routes("/api/v1/reward-triggers/{trigger_id}/retire", "POST"),
        *routes("/api/v1/reward-triggers/{trigger_id}/test", "POST"),
    ),
    reserved_concurrency=10,
)
REWARDS_SCHEDULE = Function(
    name="rewards-schedule",
    capability="rewards",
    entry="schedule",
    timeout_seconds=600,
    database_login="jobs",
    schedules=(),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="rewards",
    functions=(
        REWARDS_API,
        REWARDS_SCHEDULE,
    ),
    api="second",
)
