"""What several pages of the map use: throttles, names of secrets, shapes of routes."""

from infra.topology.types import Function, Method, Queue, QueueSource, Route, Throttle

SIGN_IN_THROTTLE = Throttle(requests_per_second=20, burst=40)
FAN_THROTTLE = Throttle(requests_per_second=2_000, burst=4_000)
"""Of each of their routes: a stadium asks within a minute, and from one address."""
OWN_ADDRESSES = ("SHORT_LINK_BASE_URL", "API_BASE_URL")
"""Beside SITE_URL: where no link of a brand may lead."""
PLATFORMS = ("INSTAGRAM", "TIKTOK", "TWITTER", "LINKEDIN", "YOUTUBE")
_READING: tuple[Method, ...] = ("GET", "HEAD")
SOCIAL_SECRETS = tuple(f"{platform}_CLIENT_{part}" for platform in PLATFORMS for part in ("ID", "SECRET"))
INTEGRATION_SECRETS = (
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "RESEND_API_KEY",
    "RESEND_FROM_EMAIL",
    "RESEND_WEBHOOK_SECRET",
    "UNSUBSCRIBE_SIGNING_KEY",
    "ACTIVATIONS_KEY",
    "EXCHANGE_RATES_URL",
    *SOCIAL_SECRETS,
)


DRAWN_SECRETS = ("ACTIVATIONS_KEY",)
"""Those of them that nobody issues: a stage draws them when it is made, and no operator types them."""


def routes(path: str, *methods: Method) -> tuple[Route, ...]:
    """A path for people with a token, with the methods that the code answers; any other is 404 at the gateway."""
    return tuple(Route(method=method, path=path) for method in methods)


def public_routes(path: str, *methods: Method, throttle: Throttle | None = None) -> tuple[Route, ...]:
    """A path that asks for no token."""
    return tuple(
        Route(method=method, path=path, authorization="none", throttle=throttle) for method in methods
    )


def fan_routes(path: str, *methods: Method, throttle: Throttle = FAN_THROTTLE) -> tuple[Route, ...]:
    """A path of people without an account: their cookies pass there, both ways, and a stadium is let through."""
    return tuple(
        Route(method=method, path=path, authorization="none", throttle=throttle, is_fan=True)
        for method in methods
    )


def page_routes(*paths: str) -> tuple[Route, ...]:
    """Pages that are the same for everybody: caches keep them for as long as they say."""
    return tuple(Route(method="GET", path=path, authorization="none", is_page=True) for path in paths)


def read_pages(*paths: str) -> tuple[Route, ...]:
    """The same, and for who only looks whether they are there."""
    return tuple(
        Route(method=method, path=path, authorization="none", is_page=True)
        for path in paths
        for method in _READING
    )


def chosen_routes(*paths: str, throttle: Throttle | None = None) -> tuple[Route, ...]:
    """Paths that answer people and programs differently, by Accept."""
    return tuple(
        Route(method=method, path=path, authorization="none", throttle=throttle, is_chosen=True)
        for path in paths
        for method in _READING
    )


def export_queue(name: str) -> Queue:
    """Whoever is woken writes all files that wait: a call that finds no worker free is no dead letter."""
    return Queue(name=name, visibility_timeout_seconds=5_400, maximum_receives=100)


def exporter(capability: str, queue: str) -> Function:
    """The function of a capability that writes its exports: long, and few at a time."""
    return Function(
        name=f"{capability.replace('_', '-')}-exporter",
        capability=capability,
        entry="exporter",
        timeout_seconds=900,
        database_login="jobs",
        queues=(QueueSource(queue=queue, batch_size=1),),
        environment=("EXPORT_BUCKET",),
        reserved_concurrency=2,
    )
