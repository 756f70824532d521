"""The platforms themselves, over HTTP. What changes without notice (addresses, versions) a setting can replace."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from common.adapters.social.base import OAuthClient
from common.adapters.social.instagram import Instagram, InstagramEndpoints
from common.adapters.social.linkedin import LinkedIn, LinkedInEndpoints
from common.adapters.social.port import SocialAdapter
from common.adapters.social.tiktok import TikTok, TikTokEndpoints
from common.adapters.social.twitter import Twitter, TwitterEndpoints
from common.adapters.social.youtube import YouTube, YouTubeEndpoints
from common.models.platform import Platform
from common.secrets import integration_secret
from common.settings import SettingMissing, optional, required

E = TypeVar("E")

OVERRIDES = "SOCIAL_ENDPOINTS"
"""JSON: platform → name of an endpoint → value, as in `{"linkedin": {"version": "202701"}}`."""

Overrides = Mapping[Platform, Mapping[str, str | bool]]


def live_adapter(platform: Platform) -> SocialAdapter:
    """The platform itself. Raises `SettingMissing` for overrides that are none."""
    client = OAuthClient(
        client_id=integration_secret(f"{platform.upper()}_CLIENT_ID") or "",
        client_secret=integration_secret(f"{platform.upper()}_CLIENT_SECRET") or "",
        redirect_uri=redirect_uri(platform),
    )
    return adapter_of(platform, client, _overrides().get(platform, {}))


def redirect_uri(platform: Platform) -> str:
    """What is registered at the platform, to the letter."""
    return f"{required('API_BASE_URL')}/oauth/{platform}/callback"


def adapter_of(platform: Platform, client: OAuthClient, overrides: Mapping[str, str | bool]) -> SocialAdapter:
    """The platform's adapter. Raises `SettingMissing` for an endpoint that it does not have."""
    match platform:
        case Platform.INSTAGRAM:
            return Instagram(client, _endpoints(InstagramEndpoints, overrides))
        case Platform.TIKTOK:
            return TikTok(client, _endpoints(TikTokEndpoints, overrides))
        case Platform.TWITTER:
            return Twitter(client, _endpoints(TwitterEndpoints, overrides))
        case Platform.LINKEDIN:
            return LinkedIn(client, _endpoints(LinkedInEndpoints, overrides))
        case Platform.YOUTUBE:
            return YouTube(client, _endpoints(YouTubeEndpoints, overrides))


def _endpoints(table: type[E], overrides: Mapping[str, str | bool]) -> E:
    try:
        return table(**overrides)
    except TypeError as error:
        raise SettingMissing(f"{OVERRIDES}: {error}") from error


def _overrides() -> Overrides:
    try:
        return TypeAdapter(Overrides).validate_json(optional(OVERRIDES) or "{}")
    except ValidationError as error:
        raise SettingMissing(f"{OVERRIDES} must be JSON: platform, endpoint, value.") from error
