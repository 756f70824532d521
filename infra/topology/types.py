"""The vocabulary of the map: what a Lambda, a route, a schedule and a queue are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from infra.topology.edge import Audience, Cors
from infra.topology.gauges import Gauge, Threshold

DatabaseLogin = Literal["api", "hooks", "jobs", "redirect", "scan", "owner"]
Authorization = Literal["jwt", "none"]
ApiName = Literal["main", "second", "third"]
Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]

WEBHOOKS = "/webhooks/"
"""Where services report to us; each signs with headers of its own."""

LOGIN_ROLES: dict[DatabaseLogin, str] = {
    "owner": "app_owner",
    "api": "api_login",
    "hooks": "hooks_login",
    "jobs": "jobs_login",
    "redirect": "redirect_login",
    "scan": "scan_login",
}
"""The role that a login is in PostgreSQL; `database/bootstrap.sql` says what each may become."""


@dataclass(frozen=True, kw_only=True)
class Throttle:
    """How much of a route API Gateway lets through, over all callers together."""

    requests_per_second: int
    burst: int


@dataclass(frozen=True, kw_only=True)
class Route:
    """A door of the HTTP API. `path` is API Gateway's syntax: `{name}` and a greedy `{proxy+}` at the end."""

    method: Method
    path: str
    authorization: Authorization = "jwt"
    throttle: Throttle | None = None
    is_page: bool = False
    """The same for everybody, whoever asks: CloudFront keeps the answer for as long as it says of itself."""
    is_chosen: bool = False
    """For people and for programs: which of them asks stands in Accept, which CloudFront hands on."""
    is_fan: bool = False
    """For people without an account, known by a cookie: a path that has one such method is theirs with all of them."""

    @property
    def key(self) -> str:
        """API Gateway's route key, `GET /api/v1/campaigns`."""
        return f"{self.method} {self.path}"


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A timer: standard five-field cron in UTC. The Lambda receives `{"job": ..., "scheduled_time": ...}`."""

    job: str
    cron: str


@dataclass(frozen=True, kw_only=True)
class QueueSource:
    """A queue that wakes the Lambda, in batches with partial failures reported."""

    queue: str
    batch_size: int = 10
    maximum_batching_window_seconds: int = 0


@dataclass(frozen=True, kw_only=True)
class Queue:
    """An SQS queue; its dead-letter queue is called `<name>-dead`.

    Most messages only wake somebody who finds the work in a table. Where one is itself what must not be lost, the
    queue `holds_the_only_copy`, and a laptop drains it before it stops.
    """

    name: str
    visibility_timeout_seconds: int
    maximum_receives: int = 5
    holds_the_only_copy: bool = False


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A figure of the business that functions count by this name (`common/metrics.py`); dashboards call it `title`."""

    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class FailureShare:
    """An alarm called `name`: of the figures `failed` and `done`, so many per cent fail within an hour.

    Fewer than `fewest` count as that many, so that one failure of a quiet night wakes nobody.
    """

    name: str
    failed: tuple[str, ...]
    done: tuple[str, ...]
    percent: int
    fewest: int


@dataclass(frozen=True, kw_only=True)
class Function:
    """A Lambda: one entry point file of one capability.

    `secrets` and `environment` name environment variables. A secret's value comes from the stage's secret in
    AWS and from the environment or `.env` on a laptop; a plain variable's value comes from the stage. It may send to
    the queues of `sends_to`, and ask those of `asks` whether they are there; it knows the URLs of both. What
    `starts_jobs` may invoke each function that has timers. What `counts_edge_clicks` is woken by the log of what
    CloudFront answered, in stages where it does. What `answers_subscriptions` is asked whether a person may listen to a
    channel; only what `publishes` may say something there. What `signs_badges` may use the key that does.
    """

    name: str
    capability: str
    entry: str
    timeout_seconds: int = 10
    memory_mb: int = 512
    reserved_concurrency: int | None = None
    database_login: DatabaseLogin | None = "api"
    routes: tuple[Route, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    queues: tuple[QueueSource, ...] = ()
    sends_to: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    starts_jobs: bool = False
    environment: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    counts_edge_clicks: bool = False
    identity_triggers: tuple[str, ...] = ()
    answers_subscriptions: bool = False
    publishes: bool = False
    signs_badges: bool = False
    local_only: bool = False

    @property
    def known_queues(self) -> tuple[str, ...]:
        """The queues whose URLs it gets."""
        return (*self.sends_to, *self.asks)

    @property
    def handler(self) -> str:
        """The dotted path that the Lambda runtime imports."""
        return f"{self.capability}.{self.entry}.lambda_handler"


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """What both identity providers hold people to: Cognito in AWS, and the laptop's own."""

    shortest_password: int = 12
    refresh_token_days: int = 7


@dataclass(frozen=True, kw_only=True)
class Capability:
    """A page of the map: what one folder of `functions/` consists of, the queues that wake it, what it counts.

    An API of AWS has 300 routes. `api` is the one that this page's routes are on: `main` for those that were first,
    `second` for later ones, `third` when that is full (`make synth` counts). It is no part of any address.
    """

    name: str
    functions: tuple[Function, ...]
    queues: tuple[Queue, ...] = ()
    api: ApiName = "main"
    metrics: tuple[Metric, ...] = ()
    failures: tuple[FailureShare, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    thresholds: tuple[Threshold, ...] = ()

    @property
    def slug(self) -> str:
        """The name as resources have it: `user-management`."""
        return self.name.replace("_", "-")

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes of all its functions."""
        return tuple(route for function in self.functions for route in function.routes)


@dataclass(frozen=True, kw_only=True)
class Topology:
    """The whole house."""

    capabilities: tuple[Capability, ...]
    cors: Cors
    edge_headers: Mapping[Audience, tuple[str, ...]]
    """Headers that CloudFront hands on, by who asks; at most ten each, which is its limit (decision 24). One on no list
    reaches no Lambda, on a laptop neither. Authorization is in a cache policy, for clients only."""
    default_throttle: Throttle
    edge_cookies: Mapping[Audience, tuple[str, ...]] = field(default_factory=dict)
    """Cookies that CloudFront lets through, both ways, by who asks; of an audience without a list it takes every one
    off the request, and `Set-Cookie` off the answer (decision 139)."""
    common_environment: tuple[str, ...] = field(default=())
    sign_in: SignIn = field(default=SignIn())
    common_metrics: tuple[Metric, ...] = ()
    """What `common` counts, for whichever capability uses it."""

    @property
    def functions(self) -> tuple[Function, ...]:
        """The functions of all capabilities."""
        return tuple(function for capability in self.capabilities for function in capability.functions)

    @property
    def apis(self) -> tuple[ApiName, ...]:
        """The APIs that pages with routes are on, `main` first: what the map does not name is for it, and not found."""
        used = {"main", *(page.api for page in self.capabilities if page.routes)}
        return tuple(name for name in get_args(ApiName) if name in used)

    @property
    def timers(self) -> tuple[tuple[Schedule, Function], ...]:
        """All timers, each with the function that it wakes."""
        return tuple((schedule, function) for function in self.functions for schedule in function.schedules)

    @property
    def queues(self) -> tuple[Queue, ...]:
        """The queues of all capabilities."""
        return tuple(queue for capability in self.capabilities for queue in capability.queues)

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """What is counted: by the capabilities, then by `common`."""
        return (*(one for page in self.capabilities for one in page.metrics), *self.common_metrics)

    def audiences(self) -> dict[str, Audience]:
        """Who asks for a path, for each path without a token; whoever asks for another one is a client.

        A path that is read without one is a visitor's, whatever else is done with it; a page, a reader's or chooser's.
        What fans may use is theirs, read or not.
        """
        public = [each for one in self.functions for each in one.routes if each.authorization == "none"]
        pushed: dict[str, Audience] = {one.path: "webhook" for one in public if one.path.startswith(WEBHOOKS)}
        read: dict[str, Audience] = {
            route.path: "reader" if route.is_page else "chooser" if route.is_chosen else "visitor"
            for route in public
            if route.method == "GET"
        }
        fans: dict[str, Audience] = {one.path: "fan" for one in public if one.is_fan}
        return pushed | read | fans

    def function(self, name: str) -> Function:
        """The function called `name`; `KeyError` where there is none."""
        return {function.name: function for function in self.functions}[name]
