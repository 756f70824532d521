"""What people earn beyond their deals: facts are counted, and programs grant for them."""

from infra.topology.shared import chosen_routes, read_pages
from infra.topology.types import Capability, Function, Schedule, Throttle

BADGE_THROTTLE = Throttle(requests_per_second=200, burst=400)
"""Of pages that people share, each with a picture."""

REWARDS_API = Function(
    name="rewards-api",
    capability="rewards",
    entry="api",
    routes=(
        *read_pages("/.well-known/did.json", "/status-lists/{status_list_id}"),
        *chosen_routes("/badge-achievements/{achievement_key}", throttle=BADGE_THROTTLE),
        *chosen_routes("/badge-achievements/{achievement_key}/picture.svg", throttle=BADGE_THROTTLE),
        *chosen_routes("/badges/{badge_id}", throttle=BADGE_THROTTLE),
        *chosen_routes("/badges/{badge_id}/badge.png", throttle=BADGE_THROTTLE),
        *chosen_routes("/badges/{badge_id}/credential.jwt", throttle=BADGE_THROTTLE),
        *chosen_routes("/issuers/{issuer_id}", "/issuers/{issuer_id}/jwks.json", throttle=BADGE_THROTTLE),
    ),
    environment=("BADGE_BASE_URL",),
    reserved_concurrency=10,
)
REWARDS_SCHEDULE = Function(
    name="rewards-schedule",
    capability="rewards",
    entry="schedule",
    timeout_seconds=600,
    database_login="jobs",
    schedules=(Schedule(job="badges-sweep", cron="* * * * *"),),
    environment=("BADGE_BASE_URL", "BADGE_KEY_ID"),
    secrets=("LOCAL_BADGE_KEY",),
    signs_badges=True,
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
