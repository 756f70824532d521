"""Which implementation answers, and what a setting can change about it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.choice import social_adapter
from common.adapters.social.live import adapter_of
from common.adapters.social.stub import StubSocialAdapter
from common.errors import NotConfigured
from common.integrations import SECRETS
from common.models.platform import Platform
from common.settings import SettingMissing, settings


@pytest.fixture(autouse=True)
def nothing_configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for secret in SECRETS:
        monkeypatch.delenv(secret, raising=False)
    monkeypatch.setenv("API_BASE_URL", "https://api.example.com")
    settings.cache_clear()
    yield
    settings.cache_clear()


def configure(monkeypatch: pytest.MonkeyPatch, platform: Platform) -> None:
    monkeypatch.setenv(f"{platform.upper()}_CLIENT_ID", "our-id")
    monkeypatch.setenv(f"{platform.upper()}_CLIENT_SECRET", "our-secret")


@pytest.mark.parametrize("platform", list(Platform))
def test_a_laptop_without_secrets_has_stubs(platform: Platform) -> None:
    adapter = social_adapter(platform)
    assert isinstance(adapter, StubSocialAdapter)
    assert adapter.platform is platform


@pytest.mark.parametrize("stage", ["dev", "staging", "prod"])
def test_a_deployed_stage_without_secrets_has_nothing(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    monkeypatch.setenv("STAGE", stage)
    with pytest.raises(NotConfigured) as off:
        social_adapter(Platform.TIKTOK)
    assert off.value.details == [{"reason": "TIKTOK_CLIENT_ID is missing."}]


@pytest.mark.parametrize("platform", list(Platform))
def test_with_secrets_the_platform_itself_is_asked(
    monkeypatch: pytest.MonkeyPatch, platform: Platform
) -> None:
    configure(monkeypatch, platform)
    adapter = social_adapter(platform)
    assert adapter.platform is platform
    assert not isinstance(adapter, StubSocialAdapter)
    url = adapter.authorize_url("the-state", "the-challenge" if adapter.uses_pkce else None)
    assert f"redirect_uri=https%3A%2F%2Fapi.example.com%2Foauth%2F{platform}%2Fcallback" in url
    assert ("code_challenge" in url) == adapter.uses_pkce


@pytest.mark.parametrize("platform", list(Platform))
def test_no_platform_is_asked_without_encryption(platform: Platform) -> None:
    adapter = adapter_of(platform, OAuthClient("id", "secret", "https://api.example.com"), {})
    addresses = [
        value
        for value in (
            getattr(adapter._oauth_endpoints, name)  # type: ignore[attr-defined]
            for name in adapter._oauth_endpoints.__dataclass_fields__  # type: ignore[attr-defined]
        )
        if isinstance(value, str) and "/" in value
    ]
    assert len(addresses) >= 3
    assert {urlsplit(address).scheme for address in addresses} == {"https"}


def test_a_setting_replaces_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, Platform.INSTAGRAM)
    monkeypatch.setenv(
        "SOCIAL_ENDPOINTS", '{"instagram": {"authorize": "https://api.instagram.com/oauth/authorize"}}'
    )
    url = social_adapter(Platform.INSTAGRAM).authorize_url("the-state", None)
    assert url.startswith("https://api.instagram.com/oauth/authorize?")


@pytest.mark.parametrize("wrong", ["no json", "[]", '{"myspace": {}}', '{"instagram": {"no_such": "thing"}}'])
def test_a_setting_that_cannot_be_meant_is_an_error(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    configure(monkeypatch, Platform.INSTAGRAM)
    monkeypatch.setenv("SOCIAL_ENDPOINTS", wrong)
    with pytest.raises(SettingMissing, match="SOCIAL_ENDPOINTS"):
        social_adapter(Platform.INSTAGRAM)
