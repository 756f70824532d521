"""Connected accounts: consent, tokens, figures."""

from infra.topology.shared import SIGN_IN_THROTTLE, SOCIAL_SECRETS, public_routes, routes
from infra.topology.types import Capability, Function, Queue, QueueSource, Schedule

# Where the platforms send people back to, the master key of tokens, and addresses that platforms changed.
SOCIAL_ENVIRONMENT = ("API_BASE_URL", "VAULT_KEY_ID", "SOCIAL_ENDPOINTS")
SOCIAL_CONNECT_API = Function(
    name="social-connect-api",
    capability="social_connect",
    entry="api",
    routes=(
        *routes("/functions/v1/social-connect", "POST"),
        *routes("/api/v1/social/accounts", "GET"),
        *routes("/api/v1/social/accounts/{platform}", "GET", "DELETE"),
        *routes("/api/v1/social/accounts/{platform}/audience", "GET"),
        *routes("/api/v1/social/accounts/{platform}/posts", "GET"),
        *routes("/api/v1/social/accounts/{platform}/sync", "POST"),
        *routes("/api/v1/social/analytics", "GET"),
        *routes("/api/v1/social/{platform}/authorize", "GET"),
        *routes("/api/v1/users/{user_id}/confirm-social-verification", "POST"),
        *routes("/api/v1/users/{user_id}/verify-social", "POST"),
        *public_routes("/api/v1/social/sign-in", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/api/v1/social/sign-in/authorize", "POST", throttle=SIGN_IN_THROTTLE),
        *public_routes("/oauth/{platform}/callback", "GET", throttle=SIGN_IN_THROTTLE),
    ),
    timeout_seconds=29,  # a code, a long-lived token and a profile are three requests to a platform
    sends_to=("social-rest",),
    environment=SOCIAL_ENVIRONMENT,
    secrets=SOCIAL_SECRETS,
    reserved_concurrency=20,
)
SOCIAL_CONNECT_SCHEDULE = Function(
    name="social-connect-schedule",
    capability="social_connect",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    schedules=(
        Schedule(job="social-token-refresh", cron="0 */4 * * *"),
        Schedule(job="social-metrics-sync", cron="0 */6 * * *"),
    ),
    sends_to=("social-rest",),
    environment=SOCIAL_ENVIRONMENT,
    secrets=SOCIAL_SECRETS,
    reserved_concurrency=2,
)
SOCIAL_CONNECT_WORKER = Function(
    name="social-connect-worker",
    capability="social_connect",
    entry="worker",
    timeout_seconds=300,
    database_login="jobs",
    queues=(QueueSource(queue="social-rest", batch_size=1),),
    sends_to=("social-rest",),
    environment=SOCIAL_ENVIRONMENT,
    secrets=SOCIAL_SECRETS,
    reserved_concurrency=3,
)
CAPABILITY = Capability(
    name="social_connect",
    functions=(
        SOCIAL_CONNECT_API,
        SOCIAL_CONNECT_SCHEDULE,
        SOCIAL_CONNECT_WORKER,
    ),
    queues=(
        # As with `emails`: a wake-up call that finds no worker free is no dead letter.
        Queue(name="social-rest", visibility_timeout_seconds=1_800, maximum_receives=100),
    ),
)
