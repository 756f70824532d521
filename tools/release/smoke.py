"""`make smoke URL=https://…`: is that installation up, whole and of this release?

It changes nothing and needs no account. With `TOKEN` in the environment, an access token, it asks who that is.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx

PLACE_OF_DESCRIPTION = "layers/common/python/common/openapi.json"
OUR_DESCRIPTION = Path(__file__).parents[2] / PLACE_OF_DESCRIPTION
SECONDS_FOR_AN_ANSWER = 30
TRIES = 3
NOBODY = {"email": "nobody@smoke.example.com", "password": "not-the-password-of-anybody"}


@dataclass(frozen=True)
class Check:
    """One request, the statuses that are right, and a sentence about an answer that is wrong otherwise."""

    what: str
    method: str
    path: str
    statuses: tuple[int, ...]
    body: dict[str, str] | None = None
    headers: tuple[tuple[str, str], ...] = ()
    objection: Callable[[httpx.Response], str | None] = lambda _: None


def checks(token: str | None, description: Path = OUR_DESCRIPTION) -> Iterator[Check]:
    """From the door to the database: what a release breaks when it breaks."""
    yield Check("health: database, queues, jobs", "GET", "/health", (200,), objection=_unhealthy)
    yield Check(
        "the description is this tree's",
        "GET",
        "/openapi.json",
        (200,),
        objection=partial(_another_release, description),
    )
    yield Check("the documentation is shown", "GET", "/docs", (200,), objection=_no_page)
    yield Check("a short link is looked up", "GET", "/t/smoke-none", (404,))
    yield Check("without a token nothing is told", "GET", "/api/v1/campaigns", (401,))
    yield Check("no route, no answer", "GET", "/api/v1/there-is-no-such-thing", (404,))
    yield Check("nobody signs in", "POST", "/api/v1/auth/sign-in", (401, 403), body=NOBODY)
    yield Check(
        "an unsigned event of Stripe is refused", "POST", "/webhooks/stripe", (400, 401, 503), body={}
    )
    yield Check(
        "an unsigned event of Resend is refused", "POST", "/webhooks/resend", (400, 401, 503), body={}
    )
    asks = (("origin", "https://smoke.example.com"), ("access-control-request-method", "GET"),
            ("access-control-request-headers", "authorization"))  # fmt: skip
    yield Check(
        "browsers may ask", "OPTIONS", "/api/v1/campaigns", (200, 204), headers=asks, objection=_no_cors
    )
    if token:
        signed = (("authorization", f"Bearer {token}"),)
        yield Check("the token is somebody's", "GET", "/api/v1/users/me", (200,), headers=signed)
        yield Check(
            "there is a place to listen", "GET", "/api/v1/realtime/connection", (200,), headers=signed,
            objection=_no_channel,
        )  # fmt: skip


def run(
    url: str, token: str | None = None, *, pause_seconds: float = 2.0, description: Path = OUR_DESCRIPTION
) -> list[str]:
    """What is wrong at `url`, a sentence each; every check is told. Each has three tries, for a cold start."""
    wrong = []
    with httpx.Client(
        base_url=url.rstrip("/"), timeout=SECONDS_FOR_AN_ANSWER, follow_redirects=False
    ) as client:
        for check in checks(token, description):
            begin = time.monotonic()
            fault = _tried(client, check, pause_seconds)
            print(
                f"{'FAILED' if fault else 'ok':6} {check.what} ({time.monotonic() - begin:.1f} s)", flush=True
            )
            if fault:
                wrong.append(f"{check.what}: {fault}")
    return wrong


def _tried(client: httpx.Client, check: Check, pause_seconds: float) -> str | None:
    fault = None
    for attempt in range(TRIES):
        if attempt:
            time.sleep(pause_seconds)
        fault = _fault(client, check)
        if fault is None:
            return None
    return fault


def _fault(client: httpx.Client, check: Check) -> str | None:
    try:
        answer = client.request(check.method, check.path, json=check.body, headers=list(check.headers))
    except httpx.HTTPError as error:
        return f"no answer ({type(error).__name__})"
    if answer.status_code not in check.statuses:
        return f"{answer.status_code} instead of {' or '.join(map(str, check.statuses))}: {answer.text[:200]}"
    return check.objection(answer)


def _unhealthy(answer: httpx.Response) -> str | None:
    status = _json(answer).get("status")
    return None if status in ("ok", "healthy") else f"it says {status!r}"


def _another_release(description: Path, answer: httpx.Response) -> str | None:
    ours = json.loads(description.read_text(encoding="utf-8"))
    theirs = _json(answer)
    if theirs.get("paths", {}).keys() != ours["paths"].keys():
        missing, more = (
            ours["paths"].keys() - theirs.get("paths", {}).keys(),
            theirs.get("paths", {}).keys() - ours["paths"].keys(),
        )
        return f"{len(missing)} paths of this tree are missing, {len(more)} are of another one"
    return (
        None if theirs.get("components") == ours["components"] else "its models are those of another release"
    )


def _no_page(answer: httpx.Response) -> str | None:
    return None if "text/html" in answer.headers.get("content-type", "") else "it is no page"


def _no_cors(answer: httpx.Response) -> str | None:
    return None if "access-control-allow-origin" in answer.headers else "no access-control-allow-origin"


def _no_channel(answer: httpx.Response) -> str | None:
    """Says nothing of the channel's name, which is for its person alone."""
    found = _json(answer)
    endpoint, channel = str(found.get("endpoint", "")), str(found.get("channel", ""))
    if not endpoint.startswith("wss://") or not found.get("http_domain"):
        return f"it names no push service: {endpoint!r}"
    return None if channel.startswith("/users/") else "it names no channel"


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def main(arguments: Sequence[str]) -> int:
    """Ask, and end with 1 where something is wrong."""
    if len(arguments) != 1 or not arguments[0].startswith(("http://", "https://")):
        print("Which one? make smoke URL=https://…", file=sys.stderr)
        return 2
    wrong = run(arguments[0], os.environ.get("TOKEN"))
    print("\n".join(wrong) or f"{arguments[0]} is up.", file=sys.stderr if wrong else sys.stdout)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
