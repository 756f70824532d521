"""What the refusals of the platforms' APIs mean: a limit (whose?), a dead token, our application, or a reading that
is not allowed. The platform's page about it is named; what no page says is an outage.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from pydantic import BaseModel

from common.adapters.social.answers import (
    ReadNotAllowed,
    read_if,
    require_presence,
    require_success,
    retry_after,
    wait_until,
)
from common.adapters.social.codes import machine_code
from common.adapters.social.port import ClientRefused, PlatformUnavailable, RateLimited, TokenRefused

GRAPH_TOKEN_IS_DEAD = frozenset({102, 190})
GRAPH_LIMITS_THE_APP = frozenset({4, 341, 613})
GRAPH_LIMITS_THE_ACCOUNT = frozenset({17, 32, *range(80_000, 80_015)})
"""Meta, "Rate limits": 17 and 32 are a user's and a page's, 80002 is counted per app and account."""
GRAPH_REFUSES_US = frozenset({3, 101})
GRAPH_PASSES = frozenset({1, 2})
GRAPH_MEANS_OUR_APP = re.compile(
    r"validating application|api access (?:blocked|deactivated|disabled)", re.IGNORECASE
)
"""Codes 190 and 200 are said of deleted and blocked applications, too."""
LOGIN_CODE_IS_GONE = re.compile(
    r"matching code was not found|authorization code .*(?:used|expired|invalid)|invalid authorization code",
    re.IGNORECASE,
)
LOGIN_REFUSES_US = re.compile(r"platform app|client|secret|redirect|scope|grant_type", re.IGNORECASE)
GOOGLE_LIMITS_THE_APP = frozenset({"quotaExceeded", "rateLimitExceeded", "dailyLimitExceeded"})
GOOGLE_LIMITS_THE_ACCOUNT = frozenset({"userRateLimitExceeded"})
GOOGLE_REFUSES_US = frozenset({"accessNotConfigured", "SERVICE_DISABLED", "keyInvalid"})
TIKTOK_TOKEN_IS_DEAD = frozenset({"access_token_invalid", "access_token_has_been_revoked"})
TIKTOK_NOT_ALLOWED = frozenset({"scope_not_authorized", "scope_permission_missed"})
TIKTOK_WINDOW_SECONDS = 60
"""TikTok, "Rate limits on API requests": a sliding window of one minute for our application."""
LINKEDIN_TOKEN_IS_DEAD = frozenset({"65600", "65601", "65602"})
LINKEDIN_NAMES_OF_IT = frozenset({"INVALID_ACCESS_TOKEN", "REVOKED_ACCESS_TOKEN", "EXPIRED_ACCESS_TOKEN"})


class _GraphFault(BaseModel):
    code: int = 0
    message: Any = ""


class _GraphError(BaseModel):
    error: _GraphFault


class _LoginError(BaseModel):
    error_type: str
    error_message: Any = ""


class _GoogleReason(BaseModel):
    reason: Any = ""


class _GoogleFault(BaseModel):
    errors: list[_GoogleReason] = []
    details: list[_GoogleReason] = []


class _GoogleError(BaseModel):
    error: _GoogleFault


class _TikTokFault(BaseModel):
    code: str = "ok"


class _TikTokError(BaseModel):
    error: _TikTokFault = _TikTokFault()


class _XProblem(BaseModel):
    type: Any = ""


class _LinkedInError(BaseModel):
    serviceErrorCode: Any = None  # noqa: N815 - LinkedIn's name
    code: Any = None
    message: Any = ""


def require_graph(response: httpx.Response) -> None:
    """Instagram's API (Meta, "Handling errors", "Rate limits").

    Raises `RateLimited`, `TokenRefused`, `ClientRefused`, `ReadNotAllowed`, `PlatformUnavailable`.
    """
    if not response.is_error and not response.is_redirect:
        return
    found = read_if(_GraphError, response)
    code, sentence = (found.error.code, str(found.error.message)) if found else (0, "")
    if code in GRAPH_LIMITS_THE_APP | GRAPH_LIMITS_THE_ACCOUNT:
        raise RateLimited(retry_after(response), is_app_wide=code in GRAPH_LIMITS_THE_APP)
    require_presence(response)
    if code in GRAPH_REFUSES_US or GRAPH_MEANS_OUR_APP.search(sentence):
        raise ClientRefused(f"graph_{code}")
    if code in GRAPH_TOKEN_IS_DEAD:
        raise TokenRefused(f"graph_{code}")
    if found is None:
        require_success(response)
    if code in GRAPH_PASSES or response.status_code == httpx.codes.UNAUTHORIZED:
        raise PlatformUnavailable(f"graph_{code}")
    raise ReadNotAllowed(f"graph_{code}")


def require_login(response: httpx.Response) -> None:
    """Instagram's token endpoint, which has refusals in a shape of its own, and sometimes Graph's.

    Raises `TokenRefused` for a code that is no more, `ClientRefused`, and as `require_graph`.
    """
    require_presence(response)
    if not response.is_error:
        return
    found = read_if(_LoginError, response)
    if found is None:
        require_graph(response)
        return
    reason, sentence = machine_code(found.error_type), str(found.error_message)
    if LOGIN_CODE_IS_GONE.search(sentence):
        raise TokenRefused(reason)
    raise ClientRefused(reason) if LOGIN_REFUSES_US.search(sentence) else PlatformUnavailable(reason)


def require_google(response: httpx.Response) -> None:
    """YouTube's APIs (Google, "Errors"). A 401 says only that a newer access token is needed.

    Raises `RateLimited`, `ClientRefused`, and as `answers.require_success`.
    """
    found = read_if(_GoogleError, response) if response.is_client_error else None
    reasons = {str(each.reason) for each in [*found.error.errors, *found.error.details]} if found else set()
    if reasons & GOOGLE_LIMITS_THE_APP:
        raise RateLimited(retry_after(response), is_app_wide=True)
    if reasons & GOOGLE_LIMITS_THE_ACCOUNT:
        raise RateLimited(retry_after(response))
    if ours := reasons & GOOGLE_REFUSES_US:
        raise ClientRefused(min(ours))
    require_success(response)


def require_tiktok(response: httpx.Response) -> None:
    """TikTok's API (TikTok, "Error handling"), which refuses with status 200, too.

    Raises `RateLimited`, `TokenRefused`, `ReadNotAllowed`, `PlatformUnavailable`, and as `answers.require_success`.
    """
    code = (read_if(_TikTokError, response) or _TikTokError()).error.code
    if code == "rate_limit_exceeded":
        raise RateLimited(retry_after(response) or TIKTOK_WINDOW_SECONDS, is_app_wide=True)
    require_presence(response)
    if code in TIKTOK_TOKEN_IS_DEAD:
        raise TokenRefused(code)
    if code in TIKTOK_NOT_ALLOWED:
        raise ReadNotAllowed(code)
    if code != "ok":
        raise PlatformUnavailable(machine_code(code))
    require_success(response)


def require_x(response: httpx.Response) -> None:
    """X's API (X, "Rate limits", "Response codes"): its limits are each user's, but for the cap of what we bought.

    Raises `RateLimited`, `ClientRefused`, and as `answers.require_success`.
    """
    if response.is_error:
        headers, problem = response.headers, str((read_if(_XProblem, response) or _XProblem()).type)
        if problem.endswith("/usage-capped") or headers.get("x-app-limit-24hour-remaining") == "0":
            raise RateLimited(wait_until(headers.get("x-app-limit-24hour-reset")), is_app_wide=True)
        if headers.get("x-user-limit-24hour-remaining") == "0":
            raise RateLimited(wait_until(headers.get("x-user-limit-24hour-reset")) or retry_after(response))
        if response.status_code == httpx.codes.PAYMENT_REQUIRED or problem.endswith("/client-forbidden"):
            raise ClientRefused(machine_code(problem.rpartition("/")[2] or f"status_{response.status_code}"))
    require_success(response)


def require_linkedin(response: httpx.Response) -> None:
    """LinkedIn's API (LinkedIn, "Rate limiting", "Error handling"): limits of a day end at midnight, UTC.

    Raises `RateLimited`, `TokenRefused`, and as `answers.require_success`.
    """
    if response.is_client_error:
        said = read_if(_LinkedInError, response) or _LinkedInError()
        words = set(re.findall(r"[A-Z_]+", str(said.message)))
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            wait = retry_after(response) or (_seconds_to_midnight() if "DAY" in words else None)
            raise RateLimited(wait, is_app_wide="APPLICATION" in words)
        if str(said.serviceErrorCode) in LINKEDIN_TOKEN_IS_DEAD or str(said.code) in LINKEDIN_NAMES_OF_IT:
            raise TokenRefused(machine_code(str(said.code or said.serviceErrorCode)))
    require_success(response)


def _seconds_to_midnight() -> int:
    now = datetime.now(UTC)
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(1, int((midnight - now).total_seconds()))
