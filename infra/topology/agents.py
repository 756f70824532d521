"""Who brings people, and what they earn from their deals."""

from infra.topology.gauges import Gauge, Threshold
from infra.topology.shared import OWN_ADDRESSES, routes
from infra.topology.types import Capability, Function, Schedule

AGENTS_API = Function(
    name="agents-api",
    capability="agents",
    entry="api",
    routes=(
        *routes("/api/v1/agent-tiers", "GET"),
        *routes("/api/v1/agent-tiers/{tier}", "PATCH"),
        *routes("/api/v1/agents", "GET"),
        *routes("/api/v1/agents/codes", "GET", "POST"),
        *routes("/api/v1/agents/codes/{code_id}", "PATCH"),
        *routes("/api/v1/agents/leaderboard", "GET"),
        *routes("/api/v1/agents/me", "GET", "PATCH"),
        *routes("/api/v1/agents/{agent_id}", "GET", "PATCH"),
        *routes("/api/v1/agents/{agent_id}/performance", "GET"),
        *routes("/api/v1/fraud-groups", "GET"),
        *routes("/api/v1/fraud-groups/{fraud_group_id}", "GET"),
        *routes("/api/v1/fraud-groups/{fraud_group_id}/resolve", "POST"),
        *routes("/api/v1/fraud-rules", "GET"),
        *routes("/api/v1/fraud-rules/{rule_key}", "PATCH"),
    ),
    sends_to=("emails",),
    environment=OWN_ADDRESSES,
    reserved_concurrency=20,
)
AGENTS_SCHEDULE = Function(
    name="agents-schedule",
    capability="agents",
    entry="schedule",
    timeout_seconds=600,
    memory_mb=1024,
    database_login="jobs",
    schedules=(
        Schedule(job="agent-metrics", cron="20 1 * * *"),
        # Behind the figures that it ranks.
        Schedule(job="agent-rankings", cron="50 1 * * *"),
        Schedule(job="agent-tiers", cron="35 1 * * *"),
        Schedule(job="disposable-domains", cron="30 3 * * *"),
        Schedule(job="fraud-queue", cron="15 * * * *"),
        Schedule(job="fraud-rings", cron="5 3 * * *"),
        Schedule(job="referral-touches", cron="50 2 * * *"),
    ),
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="agents",
    functions=(
        AGENTS_API,
        AGENTS_SCHEDULE,
    ),
    gauges=(
        Gauge(name="fraud_groups_pending", title="Fraud groups that wait for an administrator"),
        Gauge(name="fraud_waits_hours", title="Hours that the oldest of them that holds money waits"),
    ),
    # Agents wait for their money, and are told that somebody looks.
    thresholds=(Threshold(name="fraud-waits", gauge="fraud_waits_hours", at_least=120, minutes=60),),
    api="second",
)
