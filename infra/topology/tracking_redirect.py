"""Links, their visitors, conversions and reports."""

from infra.topology.shared import edge, resource
from infra.topology.types import Capability, Function, Queue, QueueSource, Route, Schedule, Throttle

SHOP_THROTTLE = Throttle(requests_per_second=100, burst=200)
REDIRECT_THROTTLE = Throttle(requests_per_second=2_000, burst=4_000)
# How clicks are recorded (`postgres` or `queue`), and where the second mode finds links and keys.
RECORDER = ("RECORDER", "LINK_SNAPSHOT_BUCKET", "TRACKING_HASH_KEYS_SECRET")


def _visited(path: str) -> tuple[Route, Route]:
    """What visitors open, and what link checkers and chat previews ask for with HEAD."""
    return (
        Route(method="GET", path=path, authorization="none", throttle=REDIRECT_THROTTLE),
        Route(method="HEAD", path=path, authorization="none", throttle=REDIRECT_THROTTLE),
    )


TRACKING_API = Function(
    name="tracking-api",
    capability="tracking_redirect",
    entry="api",
    routes=(
        *edge("tracking-links"),
        *resource("/api/v1/tracking-links"),
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
        Queue(name="clicks", visibility_timeout_seconds=360, maximum_receives=600),
    ),
)
