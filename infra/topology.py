"""The map of the house: every Lambda with its doors, timers and queues, as plain data.

CDK builds the cloud from it, `local/` builds the laptop from it, and a test holds both to it.
"""

from infra.topology_types import (
    Cors,
    Function,
    Method,
    Queue,
    QueueSource,
    Route,
    Schedule,
    Throttle,
    Topology,
)

SIGN_IN_THROTTLE = Throttle(requests_per_second=20, burst=40)
SHOP_THROTTLE = Throttle(requests_per_second=100, burst=200)
UNSUBSCRIBE_THROTTLE = Throttle(requests_per_second=50, burst=100)
REDIRECT_THROTTLE = Throttle(requests_per_second=2_000, burst=4_000)
# A page for people, a look for link checkers, one click for mail clients (RFC 8058).
UNSUBSCRIBE_METHODS: tuple[Method, ...] = ("GET", "HEAD", "POST")
PLATFORMS = ("INSTAGRAM", "TIKTOK", "TWITTER", "LINKEDIN", "YOUTUBE")
SOCIAL_SECRETS = tuple(f"{platform}_CLIENT_{part}" for platform in PLATFORMS for part in ("ID", "SECRET"))
INTEGRATION_SECRETS = (
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "RESEND_API_KEY",
    "RESEND_FROM_EMAIL",
    "RESEND_WEBHOOK_SECRET",
    "UNSUBSCRIBE_SIGNING_KEY",
    *SOCIAL_SECRETS,
)


# CloudFormation takes 500 resources in a stack, and each method of a path is one (ANY is five: a route that caught
# the browsers' OPTIONS would ask them for a token). So a path gets ANY only where a capability needs many methods.
def _edge(name: str) -> tuple[Route, Route]:
    """An edge function: POST with an `action`, GET with `?action=`."""
    path = f"/functions/v1/{name}"
    return Route(method="GET", path=path), Route(method="POST", path=path)


def _resource(path: str) -> tuple[Route, Route, Route]:
    """A collection, which is listed and added to, and everything below it."""
    return (
        Route(method="GET", path=path),
        Route(method="POST", path=path),
        Route(method="ANY", path=f"{path}/{{proxy+}}"),
    )


def _visited(path: str) -> tuple[Route, Route]:
    """What visitors open, and what link checkers and chat previews ask for with HEAD."""
    return (
        Route(method="GET", path=path, authorization="none", throttle=REDIRECT_THROTTLE),
        Route(method="HEAD", path=path, authorization="none", throttle=REDIRECT_THROTTLE),
    )


CAMPAIGN_LIFECYCLE_API = Function(
    name="campaign-lifecycle-api",
    capability="campaign_lifecycle",
    entry="api",
    routes=(
        *_edge("campaign-lifecycle"),
        *_resource("/api/v1/campaigns"),
        *_resource("/api/v1/campaign-briefs"),
        *_resource("/api/v1/invitations"),
        *_resource("/api/v1/negotiations"),
        *_resource("/api/v1/participants"),
        *_resource("/api/v1/submissions"),
        *_resource("/api/v1/surveys"),
    ),
    timeout_seconds=29,  # S3 copies 200 MiB when an upload is completed
    environment=("ASSET_BUCKET",),
    reserved_concurrency=40,
)
CAMPAIGN_LIFECYCLE_SCHEDULE = Function(
    name="campaign-lifecycle-schedule",
    capability="campaign_lifecycle",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    environment=("ASSET_BUCKET",),
    schedules=(Schedule(job="campaign-transitions", cron="0 * * * *"),),
    reserved_concurrency=2,
)
MATCHING_API = Function(
    name="matching-api",
    capability="matching",
    entry="api",
    routes=(
        *_edge("matching-intelligence"),
        Route(method="GET", path="/api/v1/campaigns/{id}/matches"),
        Route(method="GET", path="/api/v1/brands/{id}/fit"),
        Route(method="PUT", path="/api/v1/brands/{id}/fit"),
    ),
    reserved_concurrency=10,
)
# How clicks are recorded (`postgres` or `queue`), and where the second mode finds links and keys.
RECORDER = ("RECORDER", "LINK_SNAPSHOT_BUCKET", "TRACKING_HASH_KEYS_SECRET")
TRACKING_API = Function(
    name="tracking-api",
    capability="tracking_redirect",
    entry="api",
    routes=(
        *_edge("tracking-links"),
        *_resource("/api/v1/tracking-links"),
        Route(method="POST", path="/api/v1/conversions"),
        Route(
            method="POST",
            path="/api/v1/conversions/{short_code}",
            authorization="none",
            throttle=SHOP_THROTTLE,
        ),
        Route(method="GET", path="/api/v1/campaigns/{id}/performance"),
        Route(method="GET", path="/api/v1/campaigns/{id}/performance.csv"),
        Route(method="GET", path="/api/v1/campaigns/{id}/performance/{report}"),
        Route(method="GET", path="/api/v1/campaigns/{id}/creators/{user_id}/performance"),
        Route(method="GET", path="/api/v1/campaigns/{id}/cta-links"),
        Route(method="POST", path="/api/v1/campaigns/{id}/cta-links"),
    ),
    environment=("SHORT_LINK_BASE_URL",),
    reserved_concurrency=20,
)
TRACKING_SCHEDULE = Function(
    name="tracking-schedule",
    capability="tracking_redirect",
    entry="schedule",
    timeout_seconds=600,
    memory_mb=1024,
    database_login="jobs",
    environment=RECORDER,
    schedules=(
        Schedule(job="tracking-aggregation", cron="0 2 * * *"),
        Schedule(job="tracking-offline-copy", cron="*/5 * * * *"),
    ),
    reserved_concurrency=2,
)
TRACKING_REDIRECT = Function(
    name="tracking-redirect",
    capability="tracking_redirect",
    entry="redirect",
    timeout_seconds=10,  # longer than an attempt to reach a database that is not there
    routes=(
        *_visited("/t/{short_code}"),
        *_visited("/t/{short_code}/view.gif"),
        *_visited("/functions/v1/tracking-links/{short_code}"),
    ),
    sends_to=("clicks",),
    environment=RECORDER,
    reserved_concurrency=60,
)
TRACKING_WORKER = Function(
    name="tracking-worker",
    capability="tracking_redirect",
    entry="worker",
    timeout_seconds=60,
    database_login="jobs",
    queues=(QueueSource(queue="clicks", batch_size=1_000, maximum_batching_window_seconds=2),),
    reserved_concurrency=2,
)
USER_MANAGEMENT_API = Function(
    name="user-management-api",
    capability="user_management",
    entry="api",
    routes=(
        *_edge("user-management"),
        *_resource("/api/v1/users"),
        *_resource("/api/v1/brands"),
        *_resource("/api/v1/team-invitations"),
        *_resource("/api/v1/settings"),
        *_resource("/api/v1/system"),
        Route(method="GET", path="/api/v1/audit-logs"),
        Route(method="POST", path="/api/v1/auth/{proxy+}", authorization="none", throttle=SIGN_IN_THROTTLE),
        Route(method="GET", path="/health", authorization="none"),
        Route(method="GET", path="/openapi.json", authorization="none"),
        Route(method="GET", path="/docs", authorization="none"),
    ),
    memory_mb=1024,
    sends_to=("emails",),
    environment=("IDENTITY_ISSUER", "IDENTITY_CLIENT_ID", "SIGN_UP_CONFIRMATION"),
    # All but the first only to say which integrations are live (GET /api/v1/system/capabilities).
    secrets=("LOCAL_IDENTITY_PRIVATE_KEY", *INTEGRATION_SECRETS),
    reserved_concurrency=20,
)

NOTIFICATIONS_API = Function(
    name="notifications-api",
    capability="notifications",
    entry="api",
    routes=(
        *_edge("notifications"),
        Route(method="GET", path="/api/v1/notifications"),
        Route(method="POST", path="/api/v1/notifications/read-all"),
        Route(method="GET", path="/api/v1/notifications/{id}"),
        Route(method="POST", path="/api/v1/notifications/{id}/read"),
        Route(method="GET", path="/api/v1/notification-preferences"),
        Route(method="PUT", path="/api/v1/notification-preferences"),
        Route(method="GET", path="/api/v1/notification-deliveries"),
        Route(method="GET", path="/api/v1/notification-deliveries/{id}"),
        Route(method="POST", path="/api/v1/notification-deliveries/{id}/retry"),
        Route(method="GET", path="/api/v1/notification-unsubscribes"),
        Route(method="DELETE", path="/api/v1/notification-unsubscribes"),
        *(
            Route(
                method=method,
                path="/unsubscribe/{token}",
                authorization="none",
                throttle=UNSUBSCRIBE_THROTTLE,
            )
            for method in UNSUBSCRIBE_METHODS
        ),
    ),
    secrets=("UNSUBSCRIBE_SIGNING_KEY",),
    reserved_concurrency=20,
)
NOTIFICATIONS_WORKER = Function(
    name="notifications-worker",
    capability="notifications",
    entry="worker",
    timeout_seconds=120,
    database_login="jobs",
    queues=(QueueSource(queue="emails"),),
    environment=("API_BASE_URL", "RESEND_REQUESTS_PER_SECOND"),
    secrets=("RESEND_API_KEY", "RESEND_FROM_EMAIL", "UNSUBSCRIBE_SIGNING_KEY", "LOCAL_OUTBOX_DIR"),
    reserved_concurrency=1,  # nobody else sends: its pace is the pace of the whole stage
)
NOTIFICATIONS_SCHEDULE = Function(
    name="notifications-schedule",
    capability="notifications",
    entry="schedule",
    timeout_seconds=30,
    database_login="jobs",
    schedules=(Schedule(job="notifications-sweep", cron="* * * * *"),),
    sends_to=("emails",),
    reserved_concurrency=1,
)
NOTIFICATIONS_WEBHOOK = Function(
    name="notifications-webhook",
    capability="notifications",
    entry="webhook",
    routes=(Route(method="POST", path="/webhooks/resend", authorization="none"),),
    secrets=("RESEND_WEBHOOK_SECRET",),
    reserved_concurrency=5,
)
PAYMENTS_API = Function(
    name="payments-api",
    capability="payments",
    entry="api",
    routes=(
        *_edge("payments"),
        *_resource("/api/v1/wallets"),
        *_resource("/api/v1/earnings"),
        *_resource("/api/v1/payouts"),
        Route(method="ANY", path="/api/v1/connect/{proxy+}"),
        Route(method="ANY", path="/api/v1/reconciliations"),
    ),
    timeout_seconds=29,
    secrets=("STRIPE_SECRET_KEY",),
    reserved_concurrency=20,
)
PAYMENTS_WEBHOOK = Function(
    name="payments-webhook",
    capability="payments",
    entry="webhook",
    routes=(Route(method="POST", path="/webhooks/stripe", authorization="none"),),
    sends_to=("stripe-events",),
    secrets=("STRIPE_WEBHOOK_SECRET",),
    reserved_concurrency=10,
)
PAYMENTS_WORKER = Function(
    name="payments-worker",
    capability="payments",
    entry="worker",
    timeout_seconds=120,
    database_login="jobs",
    queues=(QueueSource(queue="stripe-events"),),
    secrets=("STRIPE_SECRET_KEY",),
    reserved_concurrency=5,
)
PAYMENTS_SCHEDULE = Function(
    name="payments-schedule",
    capability="payments",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    schedules=(
        Schedule(job="payments-sweep", cron="*/5 * * * *"),
        Schedule(job="payouts", cron="30 5 * * *"),
        Schedule(job="payments-reconciliation", cron="30 1 * * *"),
    ),
    secrets=("STRIPE_SECRET_KEY",),
    reserved_concurrency=3,
)
# Where the platforms send people back to, the master key of tokens, and addresses that platforms changed.
SOCIAL_ENVIRONMENT = ("API_BASE_URL", "VAULT_KEY_ID", "SOCIAL_ENDPOINTS")
SOCIAL_CONNECT_API = Function(
    name="social-connect-api",
    capability="social_connect",
    entry="api",
    routes=(
        *_edge("social-connect"),
        Route(method="GET", path="/api/v1/social/{proxy+}"),
        Route(method="DELETE", path="/api/v1/social/accounts/{platform}"),
        Route(
            method="GET", path="/oauth/{platform}/callback", authorization="none", throttle=SIGN_IN_THROTTLE
        ),
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
USER_MANAGEMENT_POST_CONFIRMATION = Function(
    name="user-management-post-confirmation",
    capability="user_management",
    entry="post_confirmation",
    timeout_seconds=5,  # Cognito waits no longer
    identity_trigger="postConfirmation",
    reserved_concurrency=5,
)
USER_MANAGEMENT_SCHEDULE = Function(
    name="user-management-schedule",
    capability="user_management",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    schedules=(
        Schedule(job="user-erasures", cron="20 * * * *"),
        Schedule(job="retention", cron="40 3 * * *"),
    ),
    reserved_concurrency=2,
)

TOPOLOGY = Topology(
    functions=(
        CAMPAIGN_LIFECYCLE_API,
        CAMPAIGN_LIFECYCLE_SCHEDULE,
        MATCHING_API,
        NOTIFICATIONS_API,
        NOTIFICATIONS_WORKER,
        NOTIFICATIONS_SCHEDULE,
        NOTIFICATIONS_WEBHOOK,
        PAYMENTS_API,
        PAYMENTS_WEBHOOK,
        PAYMENTS_WORKER,
        PAYMENTS_SCHEDULE,
        SOCIAL_CONNECT_API,
        SOCIAL_CONNECT_SCHEDULE,
        SOCIAL_CONNECT_WORKER,
        TRACKING_API,
        TRACKING_SCHEDULE,
        TRACKING_REDIRECT,
        TRACKING_WORKER,
        USER_MANAGEMENT_API,
        USER_MANAGEMENT_POST_CONFIRMATION,
        USER_MANAGEMENT_SCHEDULE,
    ),
    queues=(
        Queue(name="stripe-events", visibility_timeout_seconds=720),
        # A wake-up call may find the only worker busy, many times over: it is no dead letter for that.
        Queue(name="emails", visibility_timeout_seconds=720, maximum_receives=100),
        Queue(name="social-rest", visibility_timeout_seconds=1_800, maximum_receives=100),
        # A click must outlive a night without the database: two and a half days of attempts.
        Queue(name="clicks", visibility_timeout_seconds=360, maximum_receives=600, holds_the_only_copy=True),
    ),
    cors=Cors(
        allow_origins=("*",),
        allow_headers=("authorization", "apikey", "x-client-info", "content-type", "idempotency-key"),
        allow_methods=("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
        max_age_seconds=3600,
    ),
    default_throttle=Throttle(requests_per_second=500, burst=1_000),
    common_environment=("STAGE", "LOG_LEVEL", "SITE_URL"),
)
