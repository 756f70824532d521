"""A server per test, and who we are at it."""

from collections.abc import Iterator

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.port import Tokens
from tests.unit.common.platforms.server import Platform, platform_server


@pytest.fixture
def server() -> Iterator[Platform]:
    with platform_server() as running:
        yield running


@pytest.fixture
def client() -> OAuthClient:
    return OAuthClient("our-id", "our-secret", "https://api.example.com/oauth/x/callback")


@pytest.fixture
def held() -> Tokens:
    """Tokens from before."""
    return Tokens("old-access", "old-refresh", None, ("scope.of.before",))
