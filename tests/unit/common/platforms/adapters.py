"""Each platform's adapter, pointed at a server of a test."""

from common.adapters.social.base import OAuthClient
from common.adapters.social.live import adapter_of
from common.adapters.social.port import SocialAdapter
from common.models.platform import Platform as Name
from tests.unit.common.platforms.server import Platform

RENEWAL = dict.fromkeys(Name, "POST /token") | {Name.INSTAGRAM: "GET /refresh_access_token"}
"""The door at which each platform renews tokens."""
PROFILE = {
    Name.INSTAGRAM: "GET /v26.0/me",
    Name.TIKTOK: "GET /user/info/",
    Name.TWITTER: "GET /users/me",
    Name.LINKEDIN: "GET /v2/userinfo",
    Name.YOUTUBE: "GET /channels",
}
"""The door behind which each platform says whose token it is."""


def adapter_at(platform: Name, server: Platform, client: OAuthClient) -> SocialAdapter:
    """The adapter of a platform whose doors are all of this server."""
    api = "graph" if platform == Name.INSTAGRAM else "api"
    overrides: dict[str, str | bool] = {"token": f"{server.url}/token", api: server.url}
    return adapter_of(platform, client, overrides)
