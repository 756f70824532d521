"""LinkedIn: a name and a picture for everyone; followers only with approval for community management."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

import httpx
from pydantic import BaseModel, Field

from common.adapters.social.answers import Text, Url, read
from common.adapters.social.api_refusals import require_linkedin
from common.adapters.social.base import Endpoints, OAuthClient, OAuthPlatform
from common.adapters.social.lenient import Figure, Many, Words
from common.adapters.social.oauth_refusals import ConsentEnds
from common.adapters.social.port import FAR_REACHING, PlatformUnavailable, Profile, complete
from common.models.platform import Platform
from common.telemetry import logger

SIGN_IN = ("openid", "profile", "email")
GRANT_IS_DEAD = re.compile(
    r"(?:grant|token) (?:is |used in the request has )(?:been )?(?:invalid|expired|revoked)", re.IGNORECASE
)
COMMUNITY = ("r_member_profileAnalytics", "r_member_postAnalytics")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedInEndpoints(Endpoints):
    """Where LinkedIn is. `version` lives about a year.

    `community_management`: whether LinkedIn approved us; to ask for scopes without it fails as a whole.
    """

    authorize: str = "https://www.linkedin.com/oauth/v2/authorization"
    token: str = "https://www.linkedin.com/oauth/v2/accessToken"  # noqa: S105 - an address
    api: str = "https://api.linkedin.com"
    version: str = "202610"
    community_management: bool = False


class _UserInfo(BaseModel):
    sub: Text = Field(min_length=1, max_length=200)
    name: Words = ""
    picture: Url = None


class _Followers(BaseModel):
    memberFollowersCount: Figure = None  # noqa: N815 - LinkedIn's name


class _FollowersAnswer(BaseModel):
    elements: Many[_Followers] = []


class LinkedIn(OAuthPlatform):
    """See `common.adapters.social.port.SocialAdapter`. It lets nobody list a member's posts, and has no revocation."""

    platform = Platform.LINKEDIN
    consent_ends: ClassVar[ConsentEnds] = ConsentEnds(sentences={"invalid_request": GRANT_IS_DEAD})

    def __init__(self, client: OAuthClient, endpoints: LinkedInEndpoints) -> None:
        super().__init__(client, endpoints)
        self._endpoints = endpoints
        self.scopes = (*SIGN_IN, *COMMUNITY) if endpoints.community_management else SIGN_IN

    def profile(self, access_token: str, scopes: Collection[str] | None = None) -> Profile:  # noqa: ARG002 - one for all
        """The member; LinkedIn tells no handle, so the name stands for it."""
        me = read(_UserInfo, self._get(f"{self._endpoints.api}/v2/userinfo", access_token, {}))
        followers, why = self._followers(access_token)
        profile = Profile(
            platform_user_id=me.sub,
            username=me.name or me.sub,
            display_name=me.name,
            profile_url=None,
            avatar_url=me.picture,
            follower_count=followers,
        )
        return complete(profile, why)

    def _followers(self, access_token: str) -> tuple[int | None, PlatformUnavailable | None]:
        """None where they are not told; and what is more than that, where it is."""
        if not self._endpoints.community_management:
            return None, None
        headers = {"LinkedIn-Version": self._endpoints.version, "X-Restli-Protocol-Version": "2.0.0"}
        url = f"{self._endpoints.api}/rest/memberFollowersCount"
        try:
            found = read(
                _FollowersAnswer, self._get(url, access_token, {"q": "me"}, headers=headers)
            ).elements
        except FAR_REACHING as error:
            return None, error
        except PlatformUnavailable as error:
            # Not allowed by this member, or our version of the API has ended: the person is who they are without it.
            logger().warning("followers are not told", extra={"platform": self.platform, "why": error.reason})
            return None, None
        return (found[0].memberFollowersCount if found else None), None

    def _require_success(self, response: httpx.Response) -> None:
        require_linkedin(response)
