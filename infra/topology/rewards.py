"""What people earn beyond their deals: facts are counted, and programs grant for them."""

from infra.topology.shared import routes
from infra.topology.types import Capability, Function, Schedule

REWARDS_API = Function(
    name="rewards-api",
    capability="rewards",
    entry="api",
    routes=(
        *routes("/api/v1/fact-types", "GET"),
    ),
    reserved_concurrency=10,
)
REWARDS_SCHEDULE = Function(
    name="rewards-schedule",
    capability="rewards",
    entry="schedule",
    timeout_seconds=600,
    database_login="jobs",
    schedules=(
        Schedule(job="reward-facts", cron="55 2 * * *"),
    ),
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
