"""Whom a refused reading is about, and whose a limit is."""

from datetime import UTC, datetime, timedelta

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.port import RateLimited
from common.models.platform import Platform as Name
from tests.unit.common.platforms.adapters import adapter_at
from tests.unit.common.platforms.said import google, graph, raised_by_reading, tiktok, x
from tests.unit.common.platforms.server import Platform

READINGS: dict[Name, tuple[tuple[object, int, str], ...]] = {
    Name.TIKTOK: (
        (tiktok("access_token_invalid"), 401, "TokenRefused"),
        (tiktok("access_token_has_been_revoked"), 200, "TokenRefused"),
        (tiktok("invalid_params"), 400, "PlatformUnavailable"),
        (b"<html>", 401, "TokenDoubted"),
    ),
    Name.TWITTER: (
        ({"title": "Unauthorized", "status": 401}, 401, "TokenDoubted"),
        (x("client-forbidden"), 403, "ClientRefused"),
        (x("credits"), 402, "ClientRefused"),
        (x("not-authorized-for-resource"), 403, "ReadNotAllowed"),
    ),
    Name.LINKEDIN: (
        ({"serviceErrorCode": 65601, "status": 401}, 401, "TokenRefused"),
        ({"serviceErrorCode": 65602, "code": "EXPIRED_ACCESS_TOKEN"}, 401, "TokenRefused"),
        ({"code": "REVOKED_ACCESS_TOKEN"}, 401, "TokenRefused"),
        ({"serviceErrorCode": 65604, "message": "Empty oauth2 access token"}, 401, "TokenDoubted"),
        ({"serviceErrorCode": [], "message": "No."}, 401, "TokenDoubted"),
    ),
    Name.YOUTUBE: (
        (google("authError", code=401), 401, "TokenDoubted"),
        ({"error": {"code": 401}}, 401, "TokenDoubted"),
        (google("accessNotConfigured"), 403, "ClientRefused"),
        ({"error": {"details": [{"reason": "SERVICE_DISABLED"}]}}, 403, "ClientRefused"),
        (google("insufficientPermissions"), 403, "ReadNotAllowed"),
        ({"error": "denied"}, 403, "ReadNotAllowed"),
    ),
}
LIMITS: dict[Name, tuple[tuple[object, int, bool], ...]] = {
    Name.INSTAGRAM: (
        (graph(4), 400, True),
        (graph(4), 429, True),
        (graph(613), 400, True),
        (graph(17), 400, False),
        (graph(32), 403, False),
        (graph(80_002), 400, False),
        (b"", 429, False),
    ),
    Name.TIKTOK: (
        (tiktok("rate_limit_exceeded"), 429, True),
        (tiktok("rate_limit_exceeded"), 200, True),
        (b"", 429, False),
    ),
    Name.TWITTER: (({"title": "Too Many Requests"}, 429, False), (x("usage-capped"), 429, True)),
    Name.LINKEDIN: (
        ({"message": "Resource level throttle APPLICATION DAY limit is reached."}, 429, True),
        ({"message": "Resource level throttle MEMBER DAY limit is reached."}, 429, False),
        ({"message": "Resource level throttle APPLICATION_AND_MEMBER DAY limit"}, 429, False),
        ({"message": None}, 429, False),
    ),
    Name.YOUTUBE: (
        (google("quotaExceeded"), 403, True),
        (google("rateLimitExceeded"), 429, True),
        (google("userRateLimitExceeded"), 403, False),
        (google(code=429), 429, False),
    ),
}


@pytest.mark.parametrize("platform", READINGS)
def test_a_reading_says_who_is_refused(server: Platform, client: OAuthClient, platform: Name) -> None:
    adapter = adapter_at(platform, server, client)
    for body, status, kind in READINGS[platform]:
        assert type(raised_by_reading(server, adapter, body, status)).__name__ == kind, body


@pytest.mark.parametrize("platform", LIMITS)
def test_a_limit_says_whose_it_is(server: Platform, client: OAuthClient, platform: Name) -> None:
    adapter = adapter_at(platform, server, client)
    for body, status, is_app_wide in LIMITS[platform]:
        limit = raised_by_reading(server, adapter, body, status)
        assert isinstance(limit, RateLimited), body
        assert limit.is_app_wide is is_app_wide, body


def seconds_from_now(seconds: int) -> str:
    return str(int(datetime.now(UTC).timestamp()) + seconds)


@pytest.mark.parametrize(
    ("headers", "seconds", "is_app_wide"),
    [
        ({"x_rate_limit_reset": 600}, 600, False),
        ({"x_rate_limit_reset": 86_000}, 86_000, False),
        ({"x_rate_limit_reset": 600, "x_user_limit_24hour_reset": 40_000}, 40_000, False),
        ({"x_rate_limit_reset": 600, "x_app_limit_24hour_reset": 40_000}, 40_000, True),
        ({"x_rate_limit_reset": 9_999_999}, 86_400, False),
    ],
)
def test_x_names_the_window_that_is_used_up(
    server: Platform, client: OAuthClient, headers: dict[str, int], seconds: int, is_app_wide: bool
) -> None:
    said = {name: seconds_from_now(value) for name, value in headers.items()}
    said |= {name.replace("reset", "remaining"): "0" for name in said}
    limit = raised_by_reading(server, adapter_at(Name.TWITTER, server, client), {}, 429, **said)
    assert isinstance(limit, RateLimited)
    assert limit.wait_seconds is not None
    assert seconds - 5 <= limit.wait_seconds <= seconds
    assert limit.is_app_wide is is_app_wide


def test_a_day_of_linkedin_ends_at_midnight(server: Platform, client: OAuthClient) -> None:
    body = {"message": "Resource level throttle APPLICATION DAY limit for calls to this resource is reached."}
    limit = raised_by_reading(server, adapter_at(Name.LINKEDIN, server, client), body, 429)
    assert isinstance(limit, RateLimited)
    assert limit.wait_seconds is not None
    end = datetime.now(UTC) + timedelta(seconds=limit.wait_seconds + 5)
    assert (end.hour, end.minute) == (0, 0)
