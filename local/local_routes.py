"""What the gateway answers by itself: key set, pretended platforms and front end, sent mail, plots, jobs by hand."""

import json
from datetime import UTC, datetime
from pathlib import Path

from infra.topology.types import Route
from local import consent, pages
from local.dashboard_page import DashboardPage
from local.environment import ONBOARDING_PATH
from local.front_end import front_end_routes
from local.gateway.application import LocalRoute, message
from local.gateway.routing import RouteTable
from local.http1 import Request, Response
from local.identity import IdentityKey
from local.messages_page.page import MessagesPage
from local.onboarding_page import OnboardingPage
from local.outbox_page import Outbox
from local.realtime.doors import RealtimeDoors
from local.realtime.emulator import Emulator
from local.runtime.invocation import InvocationFailed
from local.schedules import Schedules, UnknownJob

JSON = (("content-type", "application/json"),)
JOB_PREFIX = "/_local/schedules/"


def local_routes(
    key: IdentityKey,
    schedules: Schedules,
    onboarding: OnboardingPage,
    *,
    dashboard: DashboardPage,
    outbox: Path,
    test_clock: bool,
    realtime: Emulator | None = None,
) -> RouteTable[LocalRoute]:
    """The gateway's own doors. A job runs by hand as of now; as of a chosen time only with `test_clock`."""
    jwks = key.jwks().encode()

    async def key_set(_request: Request) -> Response:
        return Response(200, JSON, jwks)

    async def fire(request: Request) -> Response:
        return await fire_job(schedules, request, test_clock=test_clock)

    doors: list[tuple[Route, LocalRoute]] = [(Route(method="GET", path="/.well-known/jwks.json"), key_set)]
    doors += [
        (Route(method="GET", path=consent.PATH), consent.ask),
        (Route(method="GET", path=ONBOARDING_PATH), onboarding.ask),
        (Route(method="POST", path=ONBOARDING_PATH), onboarding.finish),
        (pages.STYLE_ROUTE, pages.show_style),
        *front_end_routes(),
        *Outbox(outbox).routes(),
        *dashboard.routes(),
        *(_realtime_routes(realtime) if realtime is not None else ()),
        (Route(method="POST", path=f"{JOB_PREFIX}{{job}}"), fire),
    ]
    return RouteTable(doors)


def _realtime_routes(emulator: Emulator) -> list[tuple[Route, LocalRoute]]:
    return [*RealtimeDoors(emulator).routes(), *MessagesPage(emulator.address).routes()]


async def fire_job(schedules: Schedules, request: Request, *, test_clock: bool) -> Response:
    """Run the job now, or as of the body's {"scheduled_time": "2026-11-21T07:00:00Z"}."""
    try:
        given = json.loads(request.body or "{}").get("scheduled_time")
        at = datetime.fromisoformat(given) if given is not None else datetime.now(UTC)
    except (ValueError, TypeError, AttributeError):
        return message(400, "scheduled_time must be an ISO 8601 time")
    if at.tzinfo is None:
        return message(400, "scheduled_time needs a time zone")
    if given is not None and not test_clock:
        return message(403, "a job runs as of a chosen time where the system was started with CLOCK=1")
    try:
        result = await schedules.fire(request.target.partition("?")[0].removeprefix(JOB_PREFIX), at)
    except UnknownJob:
        return message(404, "Not Found")
    except InvocationFailed as failure:
        return Response(502, JSON, json.dumps({"message": str(failure)}).encode())
    return Response(200, JSON, result)
