"""What people earn beyond their deals: facts are counted, and programs grant for them."""

from infra.topology.gauges import Gauge, Threshold
from infra.topology.shared import chosen_routes, read_pages, routes
from infra.topology.types import Capability, Function, Queue, QueueSource, Schedule, Throttle

BADGE_THROTTLE = Throttle(requests_per_second=200, burst=400)
"""Of pages that people share, each with a picture."""
REWARDS_API = Function(
    name="rewards-api",
    capability="rewards",
    entry="api",
    routes=(
        *chosen_routes("/badge-achievements/{achievement_key}", throttle=BADGE_THROTTLE),
        *chosen_routes("/badge-achievements/{achievement_key}/picture.svg", throttle=BADGE_THROTTLE),
        *chosen_routes("/badges/{badge_id}", throttle=BADGE_THROTTLE),
        *chosen_routes("/badges/{badge_id}/badge.png", throttle=BADGE_THROTTLE),
        *chosen_routes("/badges/{badge_id}/credential.jwt", throttle=BADGE_THROTTLE),
        *chosen_routes("/issuers/{issuer_id}", "/issuers/{issuer_id}/jwks.json", throttle=BADGE_THROTTLE),
        *read_pages("/.well-known/did.json", "/status-lists/{status_list_id}"),
        *routes("/api/v1/achievement-definitions", "GET", "POST"),
        *routes("/api/v1/achievement-definitions/{achievement_key}", "GET", "PATCH"),
        *routes("/api/v1/achievements", "GET"),
        *routes("/api/v1/achievements/{achievement_key}/publication", "DELETE", "PUT"),
        *routes("/api/v1/fact-types", "GET"),
        *routes("/api/v1/leaderboards/participation", "PUT"),
        *routes("/api/v1/leaderboards/{leaderboard_key}", "GET"),
        *routes("/api/v1/reward-awards", "GET"),
        *routes("/api/v1/reward-awards/{award_id}/revoke", "POST"),
        *routes("/api/v1/reward-programs", "GET", "POST"),
        *routes("/api/v1/reward-programs/{program_id}", "GET", "PATCH"),
        *routes("/api/v1/reward-programs/{program_id}/activate", "POST"),
        *routes("/api/v1/reward-programs/{program_id}/end", "POST"),
        *routes("/api/v1/reward-programs/{program_id}/fund", "POST"),
        *routes("/api/v1/reward-programs/{program_id}/pause", "POST"),
        *routes("/api/v1/reward-triggers", "GET", "POST"),
        *routes("/api/v1/reward-triggers/schema", "GET"),
        *routes("/api/v1/reward-triggers/{trigger_id}", "GET", "PATCH"),
        *routes("/api/v1/reward-triggers/{trigger_id}/backfill", "GET", "POST"),
        *routes("/api/v1/reward-triggers/{trigger_id}/dry-run", "POST"),
        *routes("/api/v1/reward-triggers/{trigger_id}/live", "POST"),
        *routes("/api/v1/reward-triggers/{trigger_id}/pause", "POST"),
        *routes("/api/v1/reward-triggers/{trigger_id}/resume", "POST"),
        *routes("/api/v1/reward-triggers/{trigger_id}/retire", "POST"),
        *routes("/api/v1/reward-triggers/{trigger_id}/test", "POST"),
        *routes("/api/v1/rewards", "GET"),
        *routes("/api/v1/rewards/{reward_id}", "GET"),
        *routes("/api/v1/rewards/{reward_id}/claim", "POST"),
    ),
    sends_to=("emails",),
    environment=("BADGE_BASE_URL",),
    reserved_concurrency=10,
)
REWARDS_SCHEDULE = Function(
    name="rewards-schedule",
    capability="rewards",
    entry="schedule",
    timeout_seconds=600,
    database_login="jobs",
    schedules=(
        Schedule(job="badges-sweep", cron="* * * * *"),
        Schedule(job="leaderboards", cron="45 1 * * *"),
        Schedule(job="reward-awards", cron="25 * * * *"),
        Schedule(job="reward-backfills", cron="* * * * *"),
        Schedule(job="reward-facts", cron="55 2 * * *"),
        Schedule(job="reward-programs", cron="40 * * * *"),
        Schedule(job="rewards-sweep", cron="* * * * *"),
    ),
    sends_to=("rewards",),
    environment=("BADGE_BASE_URL", "BADGE_KEY_ID"),
    secrets=("LOCAL_BADGE_KEY",),
    signs_badges=True,
    reserved_concurrency=4,  # three that begin each minute, and one of an hour or a night
)
REWARDS_WORKER = Function(
    name="rewards-worker",
    capability="rewards",
    entry="worker",
    timeout_seconds=120,
    database_login="jobs",
    environment=("BADGE_BASE_URL", "BADGE_KEY_ID"),
    secrets=("LOCAL_BADGE_KEY",),
    signs_badges=True,
    queues=(QueueSource(queue="rewards"),),
    # As many as Lambda polls a queue with at least; each has other people.
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="rewards",
    functions=(
        REWARDS_API,
        REWARDS_SCHEDULE,
        REWARDS_WORKER,
    ),
    gauges=(
        Gauge(name="reward_backfills_failing", title="Backfills of triggers that fail"),
        Gauge(name="reward_facts_wait_minutes", title="Minutes that the oldest fact waits to be counted"),
        Gauge(name="reward_people_failing", title="People whose facts cannot be counted"),
    ),
    thresholds=(
        Threshold(name="reward-backfills-failing", gauge="reward_backfills_failing", at_least=1, minutes=60),
        Threshold(name="reward-facts-wait", gauge="reward_facts_wait_minutes", at_least=15, minutes=5),
        Threshold(name="reward-people-failing", gauge="reward_people_failing", at_least=1, minutes=60),
    ),
    api="second",
    queues=(
        # A wake-up call may find all workers busy, many times over: it is no dead letter for that.
        Queue(name="rewards", visibility_timeout_seconds=720, maximum_receives=100),
    ),
)
