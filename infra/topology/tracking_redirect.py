"""Links, their visitors, conversions and reports."""

from infra.topology.shared import OWN_ADDRESSES, public_routes, routes
from infra.topology.types import Capability, Function, Metric, Queue, QueueSource, Schedule, Throttle

SHOP_THROTTLE = Throttle(requests_per_second=100, burst=200)
REDIRECT_THROTTLE = Throttle(requests_per_second=2_000, burst=4_000)
# Whether clicks are recorded by `postgres` or `queue`, and where the second mode finds links and keys.
RECORDER = ("RECORDER", "LINK_SNAPSHOT_BUCKET", "TRACKING_HASH_KEYS_SECRET")
TRACKING_API = Function(
    name="tracking-api",
    capability="tracking_redirect",
    entry="api",
    routes=(
        *routes("/functions/v1/tracking-links", "POST"),
        *routes("/api/v1/campaigns/{campaign_id}/creators/{user_id}/performance", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/conversions", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/conversions/{conversion_id}", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/cta-links", "GET", "POST"),
        *routes("/api/v1/campaigns/{campaign_id}/performance", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/performance.csv", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/performance/breakdown", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/performance/creators", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/performance/daily", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/performance/links", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/performance/platforms", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/performance/posts", "GET"),
        *routes("/api/v1/campaigns/{campaign_id}/performance/posts.csv", "GET"),
        *routes("/api/v1/conversions", "POST"),
        *public_routes("/api/v1/conversions/{short_code}", "POST", throttle=SHOP_THROTTLE),
        *routes("/api/v1/media-value-rates", "GET"),
        *routes("/api/v1/media-value-rates/{platform}/{currency}", "DELETE", "PUT"),
        *routes("/api/v1/tracking-links", "GET"),
        *routes("/api/v1/tracking-links/{link_id}", "GET", "PATCH"),
        *routes("/api/v1/tracking-links/{link_id}/conversion-key", "GET", "POST"),
        *routes("/api/v1/tracking-links/{link_id}/qr", "GET"),
    ),
    environment=(*OWN_ADDRESSES, "RECORDER"),
    reserved_concurrency=20,
)
TRACKING_SCHEDULE = Function(
    name="tracking-schedule",
    capability="tracking_redirect",
    entry="schedule",
    timeout_seconds=600,
    memory_mb=1024,
    database_login="jobs",
    environment=(*RECORDER, "LINK_STORE_ARN"),
    secrets=("EXCHANGE_RATES_URL",),
    schedules=(
        Schedule(job="exchange-rates", cron="30 15 * * *"),  # the ECB publishes about 16:00 CET
        Schedule(job="tracking-aggregation", cron="0 2 * * *"),
        Schedule(job="tracking-hash-keys", cron="*/5 * * * *"),  # so that a new stage has some at once
        Schedule(job="tracking-hours", cron="6 * * * *"),
        Schedule(job="tracking-offline-copy", cron="*/5 * * * *"),
        Schedule(job="tracking-user-agents", cron="*/5 * * * *"),
    ),
    reserved_concurrency=2,
)
TRACKING_REDIRECT = Function(
    name="tracking-redirect",
    capability="tracking_redirect",
    entry="redirect",
    timeout_seconds=10,  # longer than an attempt to reach a database that is not there
    database_login="redirect",
    # HEAD is what link checkers and chat previews ask with; it counts no visit.
    routes=(
        # What people and crawlers ask for who know the domain and no link.
        *public_routes("/", "GET"),
        *public_routes("/robots.txt", "GET"),
        *public_routes("/t/{short_code}", "GET", "HEAD", throttle=REDIRECT_THROTTLE),
        # Whatever else somebody makes of a link: with a slash or a full stop behind it, for instance.
        *public_routes("/t/{proxy+}", "GET", "HEAD", throttle=REDIRECT_THROTTLE),
        *public_routes("/t/{short_code}/view.gif", "GET", "HEAD", throttle=REDIRECT_THROTTLE),
        *public_routes(
            "/functions/v1/tracking-links/{short_code}", "GET", "HEAD", throttle=REDIRECT_THROTTLE
        ),
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
    environment=("TRACKING_HASH_KEYS_SECRET",),
    counts_edge_clicks=True,
    reserved_concurrency=2,
)
CAPABILITY = Capability(
    name="tracking_redirect",
    functions=(
        TRACKING_API,
        TRACKING_SCHEDULE,
        TRACKING_REDIRECT,
        TRACKING_WORKER,
    ),
    queues=(
        # A click must outlive a night without the database: two and a half days of attempts.
        Queue(name="clicks", visibility_timeout_seconds=360, maximum_receives=600, holds_the_only_copy=True),
    ),
    metrics=(Metric(name="visits_stored", title="Clicks and views stored"),),
)
